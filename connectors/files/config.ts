export interface FileDataset {
  name: string;
  pattern: string;
  format: 'csv' | 'ndjson';
  delimiter: 'auto' | ',' | ';' | '\t' | '|';
  encoding: Encoding;
  key: string[];
  /** Columns that must be in the header; more are welcome. */
  columns?: string[];
  /** Inside `dir`. */
  processedDir: string;
}

/** Every one of them keeps ASCII bytes for ASCII characters: line ends, quotes and delimiters can be found in the bytes. */
export type Encoding = 'utf-8' | 'windows-1258' | 'windows-1252' | 'iso-8859-1' | 'tcvn';

/** As connector.json describes it, defaults filled in. */
export interface FilesConfig {
  dir: string;
  keepFiles: boolean;
  settleMs: number;
  datasets: FileDataset[];
}
