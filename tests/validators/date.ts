const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const rfc822 =
  /^(?:([A-Z][a-z]{2}), )?(\d\d?) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d)(?::(\d\d))? (?:[+-]\d\d[03]0|UT|GMT|Z)$/;
const loose =
  /^([a-z]{3}\s*,\s*)?\d\d?\s+[a-z]{3}\s+(\d\d)?\d\d\s+\d\d:\d\d(:\d\d)?\s+([+-]\d{4}|[a-z]{1,3})$/i;

/** What is wrong with `date` as RFC 822 with a four-digit year: the name of a rule, or nothing. */
export function rfc822Fault(date: string): string | undefined {
  const [, weekday, day = '', name = '', year = '', hour = '', minute = '', second = '0'] =
    rfc822.exec(date) ?? [];
  if (day === '') return loose.test(date) ? 'ProblematicalRFC822Date' : 'InvalidRFC2822Date';
  const month = months.indexOf(name);
  if (month < 0) return 'InvalidRFC2822Date';
  const fault = calendarFault(
    Number(year),
    month + 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  if (fault) return fault === 'invalid' ? 'InvalidRFC2822Date' : fault;
  const right = days[new Date(Date.UTC(Number(year), month, Number(day))).getUTCDay()];
  return weekday !== undefined && weekday !== right ? 'IncorrectDOW' : undefined;
}

/** What is wrong with `date` as RFC 3339: the name of a rule, or nothing. */
export function rfc3339Fault(date: string): string | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.exec(date);
  if (!parts) return 'InvalidRFC3339Date';
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  const fault = calendarFault(year, month, day, hour, minute, second);
  return fault === 'invalid' ? 'InvalidRFC3339Date' : fault;
}

function calendarFault(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): string | undefined {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || day < 1 || day > last || hour > 23 || minute > 59 || second > 60)
    return 'invalid';
  return year < 1990 ? 'ImplausibleDate' : undefined;
}
