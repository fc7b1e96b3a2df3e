import type { SeedOrganization } from './seed.ts';

/** The Microsoft tenants of the seeded organizations. */
export const tenantIds = {
  maple: '0b6ad8a1-54e5-4a7c-9a2e-3b1f5c7d9e01',
  harbour: '1c7be9b2-65f6-4b8d-8b3f-4c206d8eaf02',
  pine: '2d8cfac3-7607-4c9e-9c40-5d317e9fb003',
  /** Registered for nobody's domain. */
  stranger: 'fe9a0bd4-8718-4daf-8d51-6e428fa0c104',
} as const;

/** Two organizations in the pilot and one that is not; each has a Google domain and a Microsoft domain. */
export const organizations: readonly SeedOrganization[] = [
  {
    id: 'maple',
    name: 'Maple Dental',
    ssoOn: true,
    domains: [
      { domain: 'maple.example', microsoftTenantId: null },
      { domain: 'maple-clinic.example', microsoftTenantId: tenantIds.maple },
    ],
  },
  {
    id: 'harbour',
    name: 'Harbour Legal',
    ssoOn: true,
    domains: [
      { domain: 'harbour.example', microsoftTenantId: null },
      { domain: 'harbour-law.example', microsoftTenantId: tenantIds.harbour },
    ],
  },
  {
    id: 'pine',
    name: 'Pine Freight',
    ssoOn: false,
    domains: [
      { domain: 'pine.example', microsoftTenantId: null },
      { domain: 'pine-freight.example', microsoftTenantId: tenantIds.pine },
    ],
  },
];
