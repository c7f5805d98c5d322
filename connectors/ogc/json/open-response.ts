import type { Ctx, HttpResponse } from '../../../src/sdk/index.ts';
import type { OgcConfig, OgcDataset } from '../config.ts';
import { requireCrs } from '../crs/projector.ts';
import { toExceptionError } from '../exception-report.ts';
import type { Answer } from '../feature.ts';
import { describe, peek } from '../request.ts';
import { openGeoJson } from './geojson-answer.ts';

/** An answer that should be GeoJSON. XML in its place is an exception report and becomes the error that it reports. */
export async function openResponse(
  ctx: Ctx<OgcConfig>,
  dataset: OgcDataset,
  url: URL,
  response: HttpResponse,
): Promise<Answer> {
  const where = describe(ctx, url);
  const { isXml, chunks } = await peek(response);
  if (isXml) throw toExceptionError(await headOf(chunks), where);
  return openGeoJson(chunks, response, {
    where,
    maxFeatureBytes: ctx.config.maxFeatureBytes,
    crs:
      dataset.crs === undefined
        ? undefined
        : requireCrs(dataset.crs, `${ctx.source}: dataset ${dataset.name}`),
  });
}

/** Beginning of a document, which is all that an exception report has. Leaving the loop ends the answer. */
export async function headOf(chunks: AsyncIterable<Uint8Array>, most = 16_384): Promise<string> {
  let text = '';
  for await (const chunk of chunks) {
    text += Buffer.from(chunk).toString('utf8');
    if (text.length >= most) break;
  }
  return text.slice(0, most);
}
