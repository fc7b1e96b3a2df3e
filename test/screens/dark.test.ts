import { testTheme } from './theme-test.ts';

testTheme('dark');
