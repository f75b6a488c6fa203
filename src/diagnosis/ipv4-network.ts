/** Whether an address is in a network in CIDR notation; false where one of them is no IPv4. */
export function isIPv4InNetwork(address: string, network: string): boolean {
  const [base = '', bits = ''] = network.split('/');
  const [one, other] = [numberOf(address), numberOf(base)];
  const length = Number(bits);
  if (one === null || other === null || !/^\d{1,2}$/.test(bits) || length > 32) return false;
  const size = 2 ** (32 - length);
  return Math.floor(one / size) === Math.floor(other / size);
}

function numberOf(address: string): number | null {
  const parts = address.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return null;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}
