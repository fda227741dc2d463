import { expect, test } from "vitest";
import { maskText } from "./mask_text.js";

test.each([
  ["Buy now", "Buy now"],
  ["Sign out ann.lee+x@mail.shop.example", "Sign out ***"],
  ["Pay with 4111 1111 1111 1111", "Pay with ***"],
  ["4111-1111-1111-1111", "***"],
  ["Order 1234567890", "Order 1234567890"],
  ["password: hunter2 is wrong", "password: *** is wrong"],
  ["密码：一二三", "密码：***"],
])("%s is told as %s", (text, told) => expect(maskText(text)).toBe(told));
