// Messages as a list: newest first, each once.
export interface InboxMessage {
  id: number;
  title: string;
  text: string;
  url: string;
  at: string;
  seen: boolean;
}

export function merged(known: InboxMessage[], more: InboxMessage[]): InboxMessage[] {
  const byId = new Map(known.map((message) => [message.id, message]));
  for (const message of more) byId.set(message.id, message);
  return [...byId.values()].sort((a, b) => Date.parse(b.at) - Date.parse(a.at) || b.id - a.id);
}
