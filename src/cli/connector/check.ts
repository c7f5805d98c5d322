export async function checkConnector(_folder: string, _json: boolean): Promise<void> {}
