export async function listConnectors(_json: boolean): Promise<void> {}
