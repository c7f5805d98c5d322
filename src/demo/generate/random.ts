/** A stream of pseudo-random numbers that anyone with the same (seed, stream, index) can draw again. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** Whole number in [min, max], both included. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
}

const streamHashes = new Map<string, number>();

/** FNV-1a; stream names are few, so each is hashed once. */
function hashStream(name: string): number {
  let hash = streamHashes.get(name);
  if (hash === undefined) {
    hash = 0x811c9dc5;
    for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
    streamHashes.set(name, hash);
  }
  return hash;
}

/**
 * A stream from (seed, stream, index). Entity i is drawn from its own stream, so it can be made without making
 * its neighbours, and references agree unstored.
 */
export function createRandom(seed: number, stream: string, index: number): Random {
  return new Sfc32(seed | 0, hashStream(stream), index | 0);
}

/** sfc32: Chris Doty-Humphrey's Small Fast Counter. A class, because millions of them are made. */
class Sfc32 implements Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(a: number, b: number, c: number) {
    this.#a = a;
    this.#b = b;
    this.#c = c;
    for (let i = 0; i < 12; i++) this.next();
  }

  next(): number {
    const drawn = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + drawn) | 0;
    return (drawn >>> 0) / 4_294_967_296;
  }

  int(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)]!;
  }
}
