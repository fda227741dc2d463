// What the page of sending rules says and changes.
import type { Channel, ChannelCost } from "../api/engage";
import { channelKinds } from "./channels";

// What a mail server runs with each bounce that comes back, the mail as its input.
export const reportPipe = (url: string): string => `curl --silent --data-binary @- '${url}'`;

// The price of a message by a channel; undefined: nobody said what it is.
export const priceOf = (costs: readonly ChannelCost[], channel: string): number | undefined => costs.find((one) => one.channel === channel)?.each;
// Those without a price, to begin another line with.
export const unpriced = (costs: readonly ChannelCost[]): Channel[] => channelKinds.filter((one) => priceOf(costs, one) === undefined);
