/**
 * Stands for the name or the value of a field, or of a part of a head, that refers to what was never captured:
 * HTTP/2 writes a field once and then only its number. No field can have it as its name (RFC 9110, section 5.1).
 */
export const UNKNOWN = '(unknown)';
