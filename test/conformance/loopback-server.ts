export * from '../../src/sdk/conformance/loopback-server.ts';
