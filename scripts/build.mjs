// The hub, compiled. `npx hub` does this by itself where a source has changed.
import { ensureBuilt } from '../bin/ensure-built.js';

if (!(await ensureBuilt())) throw new Error('dist cannot be written');
