import type { Ctx } from '../../../src/sdk/index.ts';
import type { FilesConfig } from '../config.ts';
import { createFolder } from './folder.ts';
import type { Place } from './place.ts';
import { createS3Place } from './s3.ts';
import { createSftpPlace } from './sftp.ts';

/** The place a configuration names; nothing is opened yet. */
export function createPlace(ctx: Ctx<FilesConfig>): Place {
  const { dir, sftp, s3 } = ctx.config;
  if (sftp) return createSftpPlace(ctx, sftp);
  if (s3) return createS3Place(ctx, s3);
  return createFolder(dir!);
}
