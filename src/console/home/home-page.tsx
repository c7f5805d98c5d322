import { useSay } from '../language/language.ts';
import { LanguageSwitch } from '../language/language-switch.tsx';
import { LiveState } from './live-state.tsx';

/** What the hub is, where its pages are, and what it holds now. */
export function HomePage() {
  const say = useSay();
  const pages = [
    { href: '/kham-pha', name: say('explorerLink'), hint: say('explorerLinkHint') },
    { href: '/nguon', name: say('sourcesLink'), hint: say('sourcesLinkHint') },
    { href: '/health/ready', name: say('readyLink'), hint: say('readyLinkHint') },
    { href: '/metrics', name: say('metricsLink'), hint: say('metricsLinkHint') },
  ];
  return (
    <>
      <header>
        <h1>{say('homeTitle')}</h1>
        <LanguageSwitch />
      </header>
      <main>
        <p className="lead">{say('homeLead')}</p>
        <nav aria-labelledby="pages-heading">
          <h2 id="pages-heading">{say('pagesHeading')}</h2>
          <ul className="pages">
            {pages.map(({ href, name, hint }) => (
              <li key={href}>
                <a href={href}>{name}</a> <code>{href}</code>
                <p className="quiet">{hint}</p>
              </li>
            ))}
          </ul>
        </nav>
        <LiveState />
      </main>
      <footer className="quiet">{say('syntheticNote')}</footer>
    </>
  );
}
