// Written by "livegraft generate" from what the templates read. Do not edit.

export interface DashboardViewContext {
  readonly dashboard: {
    readonly overdue: number;
    readonly recent: readonly {
      readonly id: number;
      readonly lease: {
        readonly id: number;
        readonly tenant: {
          readonly id: number;
          readonly user: {
            readonly id: number;
            readonly getFullName: string | number | boolean | null;
          } | null;
        } | null;
        readonly property: {
          readonly id: number;
          readonly name: string;
        } | null;
      } | null;
      readonly amount: string;
      readonly paidAt: string | null;
    }[];
    readonly topProperty: {
      readonly id: number;
      readonly activeRequestCount: number;
      readonly name: string;
      readonly getShortAddress: string | number | boolean | null;
    } | null;
    readonly repaired: readonly {
      readonly id: number;
      readonly name: string;
      readonly getShortAddress: string | number | boolean | null;
    }[];
    readonly sections: readonly {
      readonly requests: readonly {
        readonly id: number;
        readonly title: string;
        readonly priority: 'low' | 'medium' | 'high' | 'urgent';
        readonly property: {
          readonly id: number;
          readonly name: string;
        } | null;
        readonly reportedAt: string;
      }[];
    }[];
  };
}

export interface MaintenanceListViewContext {
  readonly requests: readonly {
    readonly id: number;
    readonly title: string;
    readonly description: string;
    readonly property: {
      readonly id: number;
      readonly name: string;
      readonly city: string;
    } | null;
    readonly tenant: {
      readonly id: number;
      readonly user: {
        readonly id: number;
        readonly getFullName: string | number | boolean | null;
      } | null;
    } | null;
    readonly priority: 'low' | 'medium' | 'high' | 'urgent';
    readonly status: 'open' | 'in_progress' | 'completed' | 'cancelled';
    readonly reportedAt: string;
    readonly estimatedCost: string | null;
  }[];
}

export interface NewMaintenanceViewContext {
  readonly properties: readonly {
    readonly id: number;
    readonly name: string;
    readonly city: string;
  }[];
}

export interface EditMaintenanceViewContext {
  readonly properties: readonly {
    readonly id: number;
    readonly name: string;
    readonly city: string;
  }[];
}

export interface PropertyListViewContext {
  readonly properties: readonly {
    readonly id: number;
    readonly name: string;
    readonly status: 'available' | 'occupied' | 'renovation';
    readonly type: 'apartment' | 'house' | 'townhouse' | 'studio' | 'loft';
    readonly getShortAddress: string | number | boolean | null;
    readonly rent: string;
    readonly rentPerSquareFoot: string | number | boolean | null;
    readonly bedrooms: number;
    readonly bathrooms: string;
    readonly squareFeet: number;
    readonly amenities: unknown;
    readonly tags: readonly {
      readonly id: number;
      readonly color: 'blue' | 'green' | 'amber' | 'rose' | 'violet' | 'slate';
      readonly name: string;
    }[];
    readonly leaseCount: number;
    readonly activeLeaseCount: number;
    readonly availableFrom: string | null;
  }[];
  readonly properties_count: number;
}

export interface TenantListViewContext {
  readonly people: readonly {
    readonly id: number;
    readonly tenant: {
      readonly id: number;
      readonly currentLease: {
        readonly id: number;
        readonly property: {
          readonly id: number;
          readonly name: string;
          readonly city: string;
        } | null;
      } | null;
      readonly moveInDate: string;
      readonly leasesCount: number;
      readonly balance: string;
    } | null;
    readonly getFullName: string | number | boolean | null;
    readonly email: string;
  }[];
}

export interface TenantViewContext {
  readonly tenant: {
    readonly id: number;
    readonly user: {
      readonly id: number;
      readonly getFullName: string | number | boolean | null;
      readonly email: string;
      readonly phone: string | null;
    } | null;
    readonly currentLease: {
      readonly id: number;
      readonly property: {
        readonly id: number;
        readonly name: string;
        readonly getShortAddress: string | number | boolean | null;
      } | null;
    } | null;
    readonly moveInDate: string;
    readonly preferences: unknown;
    readonly emergencyContact: string | null;
    readonly balance: string;
    readonly leases: readonly {
      readonly id: number;
      readonly property: {
        readonly id: number;
        readonly name: string;
      } | null;
      readonly status: 'upcoming' | 'active' | 'expired' | 'terminated';
      readonly getPeriod: string | number | boolean | null;
      readonly rent: string;
      readonly balance: string;
      readonly payments: readonly {
        readonly id: number;
        readonly dueDate: string;
        readonly amount: string;
        readonly status: 'pending' | 'paid' | 'failed' | 'refunded';
        readonly wasPaidLate: string | number | boolean | null;
      }[];
    }[];
    readonly paymentRecord: {
      readonly made: number;
      readonly late: number;
      readonly lastPaidAt: string | null;
    };
  } | null;
  readonly requests: readonly {
    readonly id: number;
    readonly title: string;
    readonly priority: 'low' | 'medium' | 'high' | 'urgent';
    readonly property: {
      readonly id: number;
      readonly name: string;
    } | null;
    readonly reportedAt: string;
  }[];
}

export interface LeaseListViewContext {
  readonly leases: readonly {
    readonly id: number;
    readonly property: {
      readonly id: number;
      readonly name: string;
      readonly city: string;
      readonly tags: readonly {
        readonly id: number;
        readonly color: 'blue' | 'green' | 'amber' | 'rose' | 'violet' | 'slate';
        readonly name: string;
      }[];
    } | null;
    readonly tenant: {
      readonly id: number;
      readonly user: {
        readonly id: number;
        readonly getFullName: string | number | boolean | null;
      } | null;
    } | null;
    readonly startDate: string;
    readonly endDate: string;
    readonly status: 'upcoming' | 'active' | 'expired' | 'terminated';
    readonly rent: string;
    readonly paymentsCount: number;
    readonly balance: string;
  }[];
}

export interface LoginViewContext {
  readonly users: readonly {
    readonly id: number;
    readonly getFullName: string | number | boolean | null;
    readonly role: 'manager' | 'staff' | 'tenant';
  }[];
}
