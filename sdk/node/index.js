export { Client } from './lib/client.js';
export { DeliveryError } from './lib/errors.js';
