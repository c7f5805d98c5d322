// Hive Gateway in the configuration that its benchmark publishes: equal requests under way are answered once.
export const gatewayConfig = { inboundInflightRequestDeduplication: true };
