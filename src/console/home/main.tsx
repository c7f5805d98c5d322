import '../theme.css';
import './home.css';
import { createRoot } from 'react-dom/client';
import { HomePage } from './home-page.tsx';

createRoot(document.getElementById('page')!).render(<HomePage />);
