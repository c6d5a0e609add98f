import { browserPlatform } from './platform.ts';
import { startPage } from './start.ts';

startPage(browserPlatform);
