/** Names that clients choose, as labels: after so many different ones, further ones are counted together. */
export function createBoundedNames(limit = 200): (name: string) => string {
  const names = new Set<string>();
  return (name) => {
    if (names.has(name)) return name;
    if (names.size >= limit) return 'other';
    names.add(name);
    return name;
  };
}
