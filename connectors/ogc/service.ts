import type { HttpResponse, SourceDataset } from '../../src/sdk/index.ts';
import type { OgcDataset } from './config.ts';
import type { Answer, AnswerEnd } from './feature.ts';

/** What a pass asks for: times of change as printed, from this one on, up to but without that one. */
export interface Wanted {
  from?: string;
  to?: string;
}

/** What the three protocols do differently. One per source; what it learns of the service it keeps. */
export interface Service {
  /** Is the service there and does it know the dataset? */
  check(dataset: OgcDataset): Promise<string>;
  /** Forgets what it learned, so that `discover` sees the source as it is. */
  forget(): void;
  /** Schema, and what may be looked up. */
  describe(dataset: OgcDataset): Promise<Pick<SourceDataset, 'schema' | 'live'>>;
  firstUrl(dataset: OgcDataset, wanted: Wanted): Promise<URL>;
  open(dataset: OgcDataset, url: URL, response: HttpResponse): Promise<Answer>;
  /** URL of the page after this one, or null. `count` features were on it. */
  nextUrl(dataset: OgcDataset, url: URL, end: AnswerEnd, count: number): string | null;
}
