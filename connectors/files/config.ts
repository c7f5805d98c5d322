import { ConnectorError } from '../../src/sdk/index.ts';

export type Format = 'csv' | 'tsv' | 'ndjson' | 'json' | 'geojson' | 'xlsx';

export interface FileDataset {
  name: string;
  pattern: string;
  format: Format;
  /** CSV only. */
  delimiter: 'auto' | ',' | ';' | '\t' | '|';
  encoding: Encoding;
  key: string[];
  /** Columns that must be in the header; more are welcome. */
  columns?: string[];
  /** Every file holds everything there is: what is in none of its records was removed. */
  complete: boolean;
  /** JSON: names that lead to the array of records, e.g. `data.items`; empty = the document is the array. */
  recordPath: string;
  /** XLSX: name of the sheet; absent = the first. */
  sheet?: string;
  /** XLSX: number of the row with the column names. */
  headerRow: number;
  /** Inside the place. */
  processedDir: string;
}

/** Every one of them keeps ASCII bytes for ASCII characters: line ends, quotes and delimiters can be found in the bytes. */
export type Encoding = 'utf-8' | 'windows-1258' | 'windows-1252' | 'iso-8859-1' | 'tcvn';

export interface SftpConfig {
  host: string;
  port: number;
  dir: string;
  user: string;
  /** NAMES of secrets: a password or a private key (OpenSSH or PEM) with its passphrase. */
  password?: string;
  privateKey?: string;
  passphrase?: string;
  /** `SHA256:…` as `ssh-keygen -lf` prints it. */
  hostKey: string;
}

export interface S3Config {
  endpoint: string;
  region: string;
  bucket: string;
  prefix: string;
  forcePathStyle: boolean;
  /** NAMES of secrets. */
  accessKeyId: string;
  secretAccessKey: string;
}

/** As connector.json describes it, defaults filled in. Exactly one of `dir`, `sftp` and `s3` is there. */
export interface FilesConfig {
  dir?: string;
  sftp?: SftpConfig;
  s3?: S3Config;
  after?: 'move' | 'keep';
  keepFiles: boolean;
  settleMs: number;
  maxFileBytes: number;
  datasets: FileDataset[];
}

/** Whether read files stay where they are and are remembered in the cursor. */
export function keepsFiles(config: FilesConfig): boolean {
  return config.keepFiles || config.after === 'keep';
}

/** Throws `config` for what a schema cannot say. */
export function judgeFilesConfig(config: FilesConfig): void {
  const refuse = (reason: string): never => {
    throw new ConnectorError('config', reason);
  };
  const places = [config.dir, config.sftp, config.s3].filter((place) => place !== undefined);
  if (places.length !== 1) refuse('exactly one of dir, sftp and s3 says where the files are');
  if (config.keepFiles && config.after === 'move') refuse('keepFiles and after "move" contradict each other');
  if (config.sftp && (config.sftp.password === undefined) === (config.sftp.privateKey === undefined))
    refuse('sftp needs either a password or a private key');
  for (const { name, complete, key, processedDir } of config.datasets) {
    if (complete && key.length === 0) refuse(`dataset ${name}: complete files need a key`);
    const parts = processedDir.split(/[/\\]/);
    if (/^([/\\]|[A-Za-z]:)/.test(processedDir) || parts.some((part) => ['', '.', '..'].includes(part)))
      refuse(`processedDir ${processedDir} must be a folder inside the place the files are dropped in`);
  }
}
