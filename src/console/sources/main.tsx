import '../theme.css';
import './sources.css';
import { createRoot } from 'react-dom/client';
import { takeDemoKeys } from '../explorer/demo-keys.ts';
import { createSession } from '../explorer/session.ts';
import { createDesk } from './desk.ts';
import { SourcesPage } from './sources-page.tsx';

const session = createSession(sessionStorage);
const demoKeys = takeDemoKeys();
const [offered] = demoKeys;
// One key in the address is the key to use; of several, the reader chooses.
if (offered && demoKeys.length === 1) session.set({ ...session.get(), key: offered.key });

createRoot(document.getElementById('page')!).render(
  <SourcesPage desk={createDesk(session)} demoKeys={demoKeys} />,
);
