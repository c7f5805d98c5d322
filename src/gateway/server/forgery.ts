import type { IncomingMessage } from 'node:http';
import { Problem } from '../../kernel/problem.ts';
import { HTTP_ORIGIN_REFUSED } from '../../kernel/problems/http.ts';
import type { OriginPolicy } from './origin.ts';

/**
 * Refuses a GET that a page of another site made a browser send. A POST needs no such check: only a JSON body is
 * taken, and a browser asks before it sends one across origins (CORS preflight). Nor could the page read the answer;
 * this keeps it from making the hub work at all. Browsers say where a request came from in `Sec-Fetch-Site`, or in
 * `Origin`; programs say neither. The hub sets no cookies, so nothing goes along that the page does not have itself.
 */
export function assertNotForged(request: IncomingMessage, origins: OriginPolicy): void {
  if (request.method !== 'GET') return;
  const { origin, 'sec-fetch-site': site } = request.headers;
  const isForeign = site === 'cross-site' || site === 'same-site';
  if (isForeign ? origin === undefined || !origins.isAllowed(request) : !origins.isAllowed(request))
    throw new Problem(HTTP_ORIGIN_REFUSED, { origin: origin ?? String(site) });
}
