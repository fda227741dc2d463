// Queues at the end of the process. Only these two listeners are ever added, however many clients there are.
export const living = new Set();

let listening = false;

export function listen() {
  if (listening) return;
  listening = true;
  process.on('beforeExit', () => { for (const queue of living) queue.hurry(); });
  process.on('exit', () => {
    for (const queue of [...living]) queue.abandon('closed', 'the process ended before the server took them');
  });
}
