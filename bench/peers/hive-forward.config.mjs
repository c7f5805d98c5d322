// Hive Gateway that hands on who asks, as the hub's subgraphs want it.
export const gatewayConfig = {
  propagateHeaders: {
    fromClientToSubgraphs: ({ request }) => {
      const headers = {};
      for (const name of ['authorization', 'x-hub-case']) {
        const value = request.headers.get(name);
        if (value) headers[name] = value;
      }
      return headers;
    },
  },
};
