import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * GraphiQL's stylesheet carries Roboto and Fira Code as 0.4 MB of data URLs, cut to Latin: Vietnamese letters
 * would come from another font in the middle of a word. The pages use the system's fonts; only the icon font stays.
 */
function dropTextFonts(): Plugin {
  return {
    name: 'drop-text-fonts',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('graphiql/dist/style.css')) return null;
      return code.replace(/@font-face\s*\{[^}]*\}/g, (face) => (face.includes('codicon') ? face : ''));
    },
  };
}

/** The pages of the hub. Everything they need is in the output: ministries' networks are closed. */
export default defineConfig({
  root: here('.'),
  base: '/',
  publicDir: false,
  plugins: [react(), dropTextFonts()],
  worker: { format: 'es' },
  build: {
    outDir: here('../../dist/console'),
    emptyOutDir: true,
    target: 'es2022',
    // Built on the first start of a fresh clone: what only serves a report is left out.
    reportCompressedSize: false,
    sourcemap: false,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      input: [here('index.html'), here('kham-pha/index.html'), here('nguon/index.html')],
      // GraphiQL ships "use no memo" for React's compiler, which does not run here.
      checks: { moduleLevelDirective: false },
    },
  },
});
