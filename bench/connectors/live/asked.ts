/** Somebody who is asked for all vehicles with their owners' names. */
export interface Asked {
  /** The owners' names, in the order of the vehicles. */
  ask(): Promise<(string | null)[]>;
  close(): Promise<void>;
}
