import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  type S3Client,
} from '@aws-sdk/client-s3';
import { ConnectorError, type Ctx } from '../../../src/sdk/index.ts';
import type { S3Config } from '../config.ts';
import type { Fingerprint } from '../cursor.ts';
import type { ByteSource } from '../format.ts';
import { MAX_FILES } from '../limits.ts';
import { createHold, isPlainName, type Place, type PlaceFile } from './place.ts';
import { openS3Client } from './s3-client.ts';
import { changed, isMissingObject, toS3Error } from './s3-errors.ts';

interface ObjectFacts {
  Size?: number | undefined;
  ContentLength?: number | undefined;
  LastModified?: Date | undefined;
  ETag?: string | undefined;
}

function printOf({ Size, ContentLength, LastModified, ETag }: ObjectFacts): Fingerprint {
  const [size, time] = [Size ?? ContentLength ?? 0, LastModified?.getTime() ?? 0];
  return ETag === undefined ? [size, time] : [size, time, ETag];
}

/** The objects of a bucket below a prefix, of S3 or a store that speaks its protocol. An object appears whole. */
export function createS3Place(ctx: Ctx<unknown>, config: S3Config): Place {
  const { signal } = ctx;
  const { bucket: Bucket } = config;
  const prefix = config.prefix === '' || config.prefix.endsWith('/') ? config.prefix : `${config.prefix}/`;
  const label = `s3://${Bucket}/${prefix}`;
  let opening: Promise<S3Client> | undefined;

  const call = async <T>(place: string, action: (client: S3Client) => Promise<T>): Promise<T> => {
    signal.throwIfAborted();
    opening ??= openS3Client(ctx, config).catch((error) => {
      opening = undefined; // the next call tries anew
      throw error;
    });
    const client = await opening;
    try {
      return await action(client);
    } catch (error) {
      signal.throwIfAborted();
      throw toS3Error(error, place);
    }
  };
  const abort = { abortSignal: signal };
  const end = async () => {
    const open = opening;
    opening = undefined;
    await open?.then(
      (client) => client.destroy(),
      () => undefined, // it never opened: whoever waited for it has been told
    );
  };
  const head = (key: string) =>
    call(label, async (client) => {
      try {
        return printOf(await client.send(new HeadObjectCommand({ Bucket, Key: key }), abort));
      } catch (error) {
        if (isMissingObject(error)) return undefined;
        throw error;
      }
    });

  return {
    label,
    settles: 'at-once',
    uri: (name) => `${label}${name}`,
    async check() {
      await call(label, (client) =>
        client.send(new ListObjectsV2Command({ Bucket, Prefix: prefix, Delimiter: '/' }), abort),
      );
    },
    async list(isWanted) {
      const files: PlaceFile[] = [];
      let ContinuationToken: string | undefined;
      do {
        const input = {
          Bucket,
          Prefix: prefix,
          Delimiter: '/',
          ...(ContinuationToken ? { ContinuationToken } : {}),
        };
        const page = await call(label, (client) => client.send(new ListObjectsV2Command(input), abort));
        for (const object of page.Contents ?? []) {
          const name = object.Key?.startsWith(prefix) ? object.Key.slice(prefix.length) : '';
          if (isPlainName(name) && isWanted(name)) files.push({ name, print: printOf(object) });
        }
        ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined;
      } while (ContinuationToken !== undefined && files.length <= MAX_FILES);
      return files;
    },
    stat: (name) => head(prefix + name),
    async open({ name, print }): Promise<ByteSource> {
      const Key = prefix + name;
      const [size, , etag] = print;
      return {
        async read(into, at, length, position) {
          const wanted = Math.min(length, size - position);
          if (wanted <= 0) return { bytesRead: 0 };
          const Range = `bytes=${position}-${position + wanted - 1}`;
          const match = etag === undefined ? {} : { IfMatch: etag };
          return call(`${label}${name}`, async (client) => {
            const command = new GetObjectCommand({ Bucket, Key, Range, ...match });
            const { Body, ContentLength, ETag } = await client.send(command, abort);
            // Not every store heeds IfMatch.
            if (etag !== undefined && ETag !== undefined && ETag !== etag) throw changed(`${label}${name}`);
            // A store that knows no ranges would send it all.
            if (!Body || (ContentLength ?? 0) > wanted)
              throw new ConnectorError('unsupported', `${label}${name}: the store does not answer ranges`);
            let bytesRead = 0;
            for await (const chunk of Body as AsyncIterable<Buffer>) {
              if (bytesRead + chunk.length > wanted)
                throw new ConnectorError(
                  'unsupported',
                  `${label}${name}: the store sent more than was asked`,
                );
              into.set(chunk, at + bytesRead);
              bytesRead += chunk.length;
            }
            return { bytesRead };
          });
        },
        close: async () => undefined,
      };
    },
    async move(name, folder, target) {
      const Key = `${prefix}${folder}/${target}`;
      if (await head(Key)) return false;
      const CopySource = encodeURIComponent(`${Bucket}/${prefix}${name}`).replaceAll('%2F', '/');
      await call(label, async (client) => {
        await client.send(new CopyObjectCommand({ Bucket, Key, CopySource }), abort);
        await client.send(new DeleteObjectCommand({ Bucket, Key: prefix + name }), abort);
      });
      return true;
    },
    hold: createHold(end),
    close: end,
  };
}
