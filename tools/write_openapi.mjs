// Writes web/openapi.json from the built program: node tools/write_openapi.mjs
import { writeFileSync } from 'node:fs';
import { throng } from '../tests/lib/throng.mjs';

writeFileSync('web/openapi.json', `${JSON.stringify(JSON.parse(throng(['openapi']).stdout), null, 1)}\n`);
