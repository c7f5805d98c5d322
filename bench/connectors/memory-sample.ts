/** Bytes of the hub when so many rows were committed: resident, and in the heap, garbage included. */
export interface Sample {
  rows: number;
  rss: number;
  heap: number;
}
