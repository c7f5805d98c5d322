import { defineProblem } from '../problem.ts';

export const CONNECTOR_MANIFEST_INVALID = defineProblem<{ name: string; path: string; reason: string }>({
  code: 'HUB_CONNECTOR_MANIFEST_INVALID',
  status: 500,
  fixer: 'operator',
  vi: (d) => `connector.json của bộ kết nối ${d.name} không hợp lệ tại ${d.path}: ${d.reason}`,
  en: (d) => `connector.json of connector ${d.name} is not valid at ${d.path}: ${d.reason}`,
  remedyVi: 'Sửa connector.json tại vị trí đã nêu, hoặc dùng phiên bản bộ kết nối hợp với liên thông này.',
  remedyEn: 'Correct connector.json at the place named, or use a version of the connector made for this hub.',
});

export const CONNECTOR_CONFIG_INVALID = defineProblem<{ source: string; path: string; reason: string }>({
  code: 'HUB_CONNECTOR_CONFIG_INVALID',
  status: 500,
  fixer: 'operator',
  vi: (d) => `Cấu hình của nguồn ${d.source} không hợp lệ tại config.${d.path}: ${d.reason}`,
  en: (d) => `The configuration of source ${d.source} is not valid at config.${d.path}: ${d.reason}`,
  remedyVi: 'Sửa mục này trong hub.config.ts; các trường hợp lệ nằm trong connector.json của bộ kết nối.',
  remedyEn: "Correct this entry in hub.config.ts; the connector's connector.json lists the valid fields.",
});

export const CONNECTOR_REFUSED = defineProblem<{ connector: string; step: string; reason: string }>({
  code: 'HUB_CONNECTOR_REFUSED',
  status: 500,
  fixer: 'operator',
  vi: (d) => `Bộ kết nối ${d.connector} bị từ chối ở bước ${d.step}: ${d.reason}`,
  en: (d) => `Connector ${d.connector} is refused at step ${d.step}: ${d.reason}`,
  remedyVi:
    'Sửa dòng này ở "connectors" trong hub.config.ts, hoặc sửa bộ kết nối; hub connector check THƯ_MỤC nêu mọi điểm còn sai.',
  remedyEn:
    'Correct this line of "connectors" in hub.config.ts, or the connector; hub connector check FOLDER lists all that is wrong.',
});

export const CONNECTOR_UNTESTABLE = defineProblem<{ folder: string; reason: string }>({
  code: 'HUB_CONNECTOR_UNTESTABLE',
  status: 500,
  fixer: 'operator',
  vi: (d) => `Chưa thử được bộ kết nối trong ${d.folder}: ${d.reason}`,
  en: (d) => `The connector in ${d.folder} cannot be tried: ${d.reason}`,
  remedyVi:
    'conformance.ts phải xuất "harness" (hoặc "harnesses"); xem src/sdk/conformance/README.md, hoặc tạo mẫu bằng hub connector new.',
  remedyEn:
    'conformance.ts must export "harness" (or "harnesses"); see src/sdk/conformance/README.md, or make a sample with hub connector new.',
});
