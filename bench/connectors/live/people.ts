export interface Person {
  id: string;
  fullName: string;
  born: string;
  status: string;
}

/** Made up: running numbers for ids, which still agree with the year of birth, as the hub checks. */
export function toPeople(count: number): Person[] {
  return Array.from({ length: count }, (_, i) => {
    const year = 60 + (i % 40);
    return {
      id: `0270${year}${String(i).padStart(6, '0')}`,
      fullName: `Người Thử Số ${i}`,
      born: `19${year}-01-01`,
      status: 'ACTIVE',
    };
  });
}
