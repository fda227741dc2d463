// Lists that people paste or upload: the first column of each line, without quotes, blanks and what is empty.
export function firstColumn(text: string): string[] {
  const values: string[] = [];
  for (const line of text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/)) {
    const quoted = /^\s*"((?:[^"]|"")*)"/.exec(line);
    const value = quoted ? quoted[1]!.replaceAll('""', '"') : (line.split(/[,;\t]/)[0] ?? "");
    if (value.trim() !== "") values.push(value.trim());
  }
  return values;
}
