const characters = /[^0-9a-zA-Z;/?:@&=+$.\-_!~*'()%,#]/;
const tag =
  /^tag:([a-z0-9\-._]+@)?[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:[0-9a-zA-Z;/?:@&=+$.\-_!~*'()%,]*(#[0-9a-zA-Z;/?:@&=+$.\-_!~*'()%,]*)?$/;
const urn = /^urn:[a-z0-9][a-z0-9-]{1,31}:([a-z0-9()+,.:=@;$_!*'-]|%[0-9a-f]{2})+$/i;
const uuid = /^urn:uuid:[a-f0-9]{8}(-[a-f0-9]{4}){3}-[a-f0-9]{12}$/i;

/** What is wrong with `uri` as an absolute URI (RFC 3986): the name of a rule, or nothing. */
export function uriFault(uri: string): string | undefined {
  if (/^tag:/i.test(uri)) return tag.test(uri) ? undefined : 'InvalidTAG';
  if (/^urn:uuid:/i.test(uri)) return uuid.test(uri) ? undefined : 'InvalidUUID';
  if (/^urn:/i.test(uri)) return urn.test(uri) ? undefined : 'InvalidURN';
  if (!/^[a-z][a-z0-9+.-]*:./i.test(uri)) return 'InvalidFullLink';
  // An IPv6 address is the one place for square brackets.
  if (characters.test(uri.replace(/^(https?:\/\/)\[[0-9A-Fa-f:.]+\]/, '$1host'))) return 'InvalidUriChar';
  if (/%(?![0-9A-Fa-f]{2})/.test(uri)) return 'InvalidUriChar';
  if (/^(?:https?|ftp):/i.test(uri) && !/^\w+:\/\/[^/]/.test(uri)) return 'InvalidFullLink';
  return undefined;
}

/** Whether `uri` is not in the form that can be compared byte for byte (RFC 3986 §6.2). */
export function isUncanonical(uri: string): boolean {
  if (!/^https?:/i.test(uri)) return /^[A-Z]/.test(uri);
  const escapes = [...uri.matchAll(/%[0-9A-Fa-f]{2}/g)].map(([escape]) => escape);
  const needless = escapes.some((escape) => /^[A-Za-z0-9\-._~]$/.test(unescaped(escape)));
  return new URL(uri).href !== uri || needless || escapes.some((escape) => escape !== escape.toUpperCase());
}

function unescaped(escape: string): string {
  return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
}
