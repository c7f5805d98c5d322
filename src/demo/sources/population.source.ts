import type { ResidentRecord } from '../../model/resident.record.ts';
import { defineSource, type FieldMapping, values } from '../../sdk/index.ts';

const residentFields = {
  personalId: 'so_dinh_danh',
  fullName: { from: 'ho_va_ten', read: values.text, write: (value) => value, ordered: true },
  dateOfBirth: { from: 'ngay_sinh', read: readBirthDate, write: values.toSlashedDate },
  sex: { from: 'gioi_tinh', ...values.coded({ Nam: 'MALE', Nữ: 'FEMALE' } as const) },
  nationality: { from: 'quoc_tich', read: values.text },
  permanentResidenceUnitCode: 'ma_don_vi',
  // Unlike the date of birth, the register writes this one yyyy-mm-dd.
  permanentResidenceUnitValidFrom: 'ma_don_vi_tu_ngay',
  permanentResidenceDetail: { from: 'dia_chi', read: values.text },
  householdId: 'ma_ho',
  status: {
    from: 'tinh_trang',
    ...values.coded({ 'Đang sống': 'ACTIVE', 'Đã chết': 'DECEASED' } as const),
  },
  digitalIdLevel: { from: 'muc_dinh_danh', read: values.integer },
  sourceUpdatedAt: { from: 'cap_nhat_luc', read: values.instant },
} satisfies Partial<Record<keyof ResidentRecord, string | FieldMapping>>;

/** The owner's database, looked up on demand and never copied: names are translated both ways by the table. */
export const population = defineSource({
  name: 'population',
  titleVi: 'Cơ sở dữ liệu quốc gia về dân cư',
  titleEn: 'National population database',
  owner: 'VN/GOV/C06/POPULATION',
  channel: 'DIRECT_LAB',
  connector: 'sql',
  config: {
    // A secret by name: the address carries a password.
    url: 'POPULATION_URL',
    driver: 'postgres',
    datasets: [
      {
        name: 'cong_dan',
        table: 'cong_dan',
        key: ['so_dinh_danh'],
        live: { keys: [['so_dinh_danh'], ['ma_ho'], ['ma_don_vi', 'ma_don_vi_tu_ngay']], maxKeys: 500 },
      },
    ],
  },
  bindings: [{ from: 'cong_dan', to: 'resident', mode: 'live', fields: residentFields, timeoutMs: 2_000 }],
});

/** dd/mm/yyyy; where the register knows only the year, the personal id says it and the date stays null. */
function readBirthDate(value: unknown): string | null {
  return /^\d{4}$/.test(String(value)) ? null : values.civilDate(value);
}
