// The same, and equal requests under way are answered once.
import { gatewayConfig as forward } from './hive-forward.config.mjs';

export const gatewayConfig = { ...forward, inboundInflightRequestDeduplication: true };
