const known = /bot\b|crawl|spider|slurp|headless|lighthouse|pagespeed|phantomjs|facebookexternalhit|bingpreview|mediapartners|puppeteer|playwright|selenium/i;

export function isBot(): boolean {
  return navigator.webdriver === true || known.test(navigator.userAgent);
}
