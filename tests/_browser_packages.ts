/**
 * Packages that tests alone use. They are not in `deno.json`: what is there, and
 * in `deno.lock`, is fetched by whoever runs `deno task bench`.
 */
export { default as axe } from "npm:axe-core@4.14.1";
export { default as puppeteer } from "npm:puppeteer-core@25.16.0";
export type { Browser, Page } from "npm:puppeteer-core@25.16.0";
