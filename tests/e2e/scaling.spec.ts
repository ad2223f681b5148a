import { expect, type Browser, type Page } from '@playwright/test';
import { databaseOf } from './demonstration.ts';
import { test } from './journey.ts';
import { as, expectAccessible } from './people.ts';
