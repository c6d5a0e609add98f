export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An integer of 64 bits, as decimal digits. */
  BigInt: { input: string; output: string; }
  /** A day: YYYY-MM-DD. */
  Date: { input: string; output: string; }
  /** A moment: ISO 8601 in UTC, with milliseconds. */
  DateTime: { input: string; output: string; }
  /** A decimal number of any precision, as digits. */
  Decimal: { input: string; output: string; }
  /** Any JSON value. */
  JSON: { input: unknown; output: unknown; }
  /** A time of day: HH:MM:SS. */
  Time: { input: string; output: string; }
  /** What a computed member gives: a string, a number, a boolean or null. */
  Value: { input: string | number | boolean | null; output: string | number | boolean | null; }
};

export type AnnotationFilter = {
  readonly eq?: InputMaybe<Scalars['Value']['input']>;
  readonly gt?: InputMaybe<Scalars['Value']['input']>;
  readonly gte?: InputMaybe<Scalars['Value']['input']>;
  readonly in?: InputMaybe<ReadonlyArray<Scalars['Value']['input']>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly lt?: InputMaybe<Scalars['Value']['input']>;
  readonly lte?: InputMaybe<Scalars['Value']['input']>;
  readonly name: Scalars['String']['input'];
  readonly ne?: InputMaybe<Scalars['Value']['input']>;
  readonly notIn?: InputMaybe<ReadonlyArray<Scalars['Value']['input']>>;
};

export type DateFilter = {
  readonly eq?: InputMaybe<Scalars['Date']['input']>;
  readonly gt?: InputMaybe<Scalars['Date']['input']>;
  readonly gte?: InputMaybe<Scalars['Date']['input']>;
  readonly in?: InputMaybe<ReadonlyArray<Scalars['Date']['input']>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly lt?: InputMaybe<Scalars['Date']['input']>;
  readonly lte?: InputMaybe<Scalars['Date']['input']>;
  readonly ne?: InputMaybe<Scalars['Date']['input']>;
  readonly notIn?: InputMaybe<ReadonlyArray<Scalars['Date']['input']>>;
};

export type DateTimeFilter = {
  readonly eq?: InputMaybe<Scalars['DateTime']['input']>;
  readonly gt?: InputMaybe<Scalars['DateTime']['input']>;
  readonly gte?: InputMaybe<Scalars['DateTime']['input']>;
  readonly in?: InputMaybe<ReadonlyArray<Scalars['DateTime']['input']>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly lt?: InputMaybe<Scalars['DateTime']['input']>;
  readonly lte?: InputMaybe<Scalars['DateTime']['input']>;
  readonly ne?: InputMaybe<Scalars['DateTime']['input']>;
  readonly notIn?: InputMaybe<ReadonlyArray<Scalars['DateTime']['input']>>;
};

export type DecimalFilter = {
  readonly eq?: InputMaybe<Scalars['Decimal']['input']>;
  readonly gt?: InputMaybe<Scalars['Decimal']['input']>;
  readonly gte?: InputMaybe<Scalars['Decimal']['input']>;
  readonly in?: InputMaybe<ReadonlyArray<Scalars['Decimal']['input']>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly lt?: InputMaybe<Scalars['Decimal']['input']>;
  readonly lte?: InputMaybe<Scalars['Decimal']['input']>;
  readonly ne?: InputMaybe<Scalars['Decimal']['input']>;
  readonly notIn?: InputMaybe<ReadonlyArray<Scalars['Decimal']['input']>>;
};

export type Expense = {
  readonly __typename?: 'Expense';
  readonly amount: Scalars['Decimal']['output'];
  /** What the query itself annotates its rows with, by name. */
  readonly annotation: Maybe<Scalars['Value']['output']>;
  readonly category: ExpenseCategory;
  readonly id: Scalars['Int']['output'];
  readonly incurredOn: Scalars['Date']['output'];
  readonly maintenanceRequest: Maybe<MaintenanceRequest>;
  readonly maintenanceRequestId: Maybe<Scalars['Int']['output']>;
  readonly property: Maybe<Property>;
  readonly propertyId: Scalars['Int']['output'];
  /** How it prints. */
  readonly str: Scalars['String']['output'];
  readonly vendor: Scalars['String']['output'];
};


export type ExpenseAnnotationArgs = {
  name: Scalars['String']['input'];
};

export type ExpenseAnnotation = {
  readonly case?: InputMaybe<ExpenseCase>;
  readonly name: Scalars['String']['input'];
};

export type ExpenseCase = {
  readonly branches: ReadonlyArray<ExpenseCaseBranch>;
  readonly otherwise?: InputMaybe<Scalars['Value']['input']>;
};

export type ExpenseCaseBranch = {
  readonly value?: InputMaybe<Scalars['Value']['input']>;
  readonly where: ExpenseWhere;
};

export type ExpenseCategory =
  | 'cleaning'
  | 'insurance'
  | 'repair'
  | 'tax'
  | 'utilities';

export type ExpenseCategoryFilter = {
  readonly eq?: InputMaybe<ExpenseCategory>;
  readonly in?: InputMaybe<ReadonlyArray<ExpenseCategory>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly ne?: InputMaybe<ExpenseCategory>;
  readonly notIn?: InputMaybe<ReadonlyArray<ExpenseCategory>>;
};

export type ExpenseCounted = {
  readonly where?: InputMaybe<ExpenseWhere>;
};

export type ExpenseOrderBy = {
  readonly annotation?: InputMaybe<Scalars['String']['input']>;
  readonly direction?: OrderDirection;
  readonly field?: InputMaybe<ExpenseOrderField>;
};

export type ExpenseOrderField =
  | 'amount'
  | 'category'
  | 'id'
  | 'incurredOn'
  | 'maintenanceRequestId'
  | 'propertyId'
  | 'vendor';

export type ExpenseWhere = {
  readonly amount?: InputMaybe<DecimalFilter>;
  readonly and?: InputMaybe<ReadonlyArray<ExpenseWhere>>;
  readonly annotation?: InputMaybe<AnnotationFilter>;
  readonly category?: InputMaybe<ExpenseCategoryFilter>;
  readonly id?: InputMaybe<IntFilter>;
  readonly incurredOn?: InputMaybe<DateFilter>;
  readonly maintenanceRequestId?: InputMaybe<IntFilter>;
  readonly not?: InputMaybe<ExpenseWhere>;
  readonly or?: InputMaybe<ReadonlyArray<ExpenseWhere>>;
  readonly propertyId?: InputMaybe<IntFilter>;
  readonly vendor?: InputMaybe<StringFilter>;
};

export type IntFilter = {
  readonly eq?: InputMaybe<Scalars['Int']['input']>;
  readonly gt?: InputMaybe<Scalars['Int']['input']>;
  readonly gte?: InputMaybe<Scalars['Int']['input']>;
  readonly in?: InputMaybe<ReadonlyArray<Scalars['Int']['input']>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly lt?: InputMaybe<Scalars['Int']['input']>;
  readonly lte?: InputMaybe<Scalars['Int']['input']>;
  readonly ne?: InputMaybe<Scalars['Int']['input']>;
  readonly notIn?: InputMaybe<ReadonlyArray<Scalars['Int']['input']>>;
};

export type JsonFilter = {
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
};

export type Lease = {
  readonly __typename?: 'Lease';
  /** What the query itself annotates its rows with, by name. */
  readonly annotation: Maybe<Scalars['Value']['output']>;
  readonly deposit: Scalars['Decimal']['output'];
  readonly endDate: Scalars['Date']['output'];
  readonly getPeriod: Maybe<Scalars['Value']['output']>;
  readonly id: Scalars['Int']['output'];
  readonly payments: ReadonlyArray<Payment>;
  readonly paymentsCount: Scalars['Int']['output'];
  readonly property: Maybe<Property>;
  readonly propertyId: Scalars['Int']['output'];
  readonly rent: Scalars['Decimal']['output'];
  readonly startDate: Scalars['Date']['output'];
  readonly status: LeaseStatus;
  /** How it prints. */
  readonly str: Scalars['String']['output'];
  readonly tenant: Maybe<Tenant>;
  readonly tenantId: Scalars['Int']['output'];
};


export type LeaseAnnotationArgs = {
  name: Scalars['String']['input'];
};

export type LeaseAnnotation = {
  readonly case?: InputMaybe<LeaseCase>;
  readonly count?: InputMaybe<LeaseCount>;
  readonly name: Scalars['String']['input'];
};

export type LeaseCase = {
  readonly branches: ReadonlyArray<LeaseCaseBranch>;
  readonly otherwise?: InputMaybe<Scalars['Value']['input']>;
};

export type LeaseCaseBranch = {
  readonly value?: InputMaybe<Scalars['Value']['input']>;
  readonly where: LeaseWhere;
};

export type LeaseCount = {
  readonly payments?: InputMaybe<PaymentCounted>;
};

export type LeaseCounted = {
  readonly where?: InputMaybe<LeaseWhere>;
};

export type LeaseOrderBy = {
  readonly annotation?: InputMaybe<Scalars['String']['input']>;
  readonly direction?: OrderDirection;
  readonly field?: InputMaybe<LeaseOrderField>;
};

export type LeaseOrderField =
  | 'deposit'
  | 'endDate'
  | 'id'
  | 'paymentsCount'
  | 'propertyId'
  | 'rent'
  | 'startDate'
  | 'status'
  | 'tenantId';

export type LeaseStatus =
  | 'active'
  | 'expired'
  | 'terminated'
  | 'upcoming';

export type LeaseStatusFilter = {
  readonly eq?: InputMaybe<LeaseStatus>;
  readonly in?: InputMaybe<ReadonlyArray<LeaseStatus>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly ne?: InputMaybe<LeaseStatus>;
  readonly notIn?: InputMaybe<ReadonlyArray<LeaseStatus>>;
};

export type LeaseWhere = {
  readonly and?: InputMaybe<ReadonlyArray<LeaseWhere>>;
  readonly annotation?: InputMaybe<AnnotationFilter>;
  readonly deposit?: InputMaybe<DecimalFilter>;
  readonly endDate?: InputMaybe<DateFilter>;
  readonly id?: InputMaybe<IntFilter>;
  readonly not?: InputMaybe<LeaseWhere>;
  readonly or?: InputMaybe<ReadonlyArray<LeaseWhere>>;
  readonly paymentsCount?: InputMaybe<IntFilter>;
  readonly propertyId?: InputMaybe<IntFilter>;
  readonly rent?: InputMaybe<DecimalFilter>;
  readonly startDate?: InputMaybe<DateFilter>;
  readonly status?: InputMaybe<LeaseStatusFilter>;
  readonly tenantId?: InputMaybe<IntFilter>;
};

export type MaintenanceRequest = {
  readonly __typename?: 'MaintenanceRequest';
  /** What the query itself annotates its rows with, by name. */
  readonly annotation: Maybe<Scalars['Value']['output']>;
  readonly category: MaintenanceRequestCategory;
  readonly completedAt: Maybe<Scalars['DateTime']['output']>;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly description: Scalars['String']['output'];
  readonly estimatedCost: Maybe<Scalars['Decimal']['output']>;
  readonly expenses: ReadonlyArray<Expense>;
  readonly expensesCount: Scalars['Int']['output'];
  readonly getResolutionDays: Maybe<Scalars['Value']['output']>;
  readonly id: Scalars['Int']['output'];
  readonly priority: MaintenanceRequestPriority;
  readonly priorityOrder: Scalars['Int']['output'];
  readonly property: Maybe<Property>;
  readonly propertyId: Scalars['Int']['output'];
  readonly reportedAt: Scalars['DateTime']['output'];
  readonly status: MaintenanceRequestStatus;
  /** How it prints. */
  readonly str: Scalars['String']['output'];
  readonly tenant: Maybe<Tenant>;
  readonly tenantId: Maybe<Scalars['Int']['output']>;
  readonly title: Scalars['String']['output'];
  readonly updatedAt: Scalars['DateTime']['output'];
};


export type MaintenanceRequestAnnotationArgs = {
  name: Scalars['String']['input'];
};

export type MaintenanceRequestAnnotation = {
  readonly case?: InputMaybe<MaintenanceRequestCase>;
  readonly count?: InputMaybe<MaintenanceRequestCount>;
  readonly name: Scalars['String']['input'];
};

export type MaintenanceRequestCase = {
  readonly branches: ReadonlyArray<MaintenanceRequestCaseBranch>;
  readonly otherwise?: InputMaybe<Scalars['Value']['input']>;
};

export type MaintenanceRequestCaseBranch = {
  readonly value?: InputMaybe<Scalars['Value']['input']>;
  readonly where: MaintenanceRequestWhere;
};

export type MaintenanceRequestCategory =
  | 'appliances'
  | 'electrical'
  | 'grounds'
  | 'heating'
  | 'other'
  | 'pests'
  | 'plumbing'
  | 'structural';

export type MaintenanceRequestCategoryFilter = {
  readonly eq?: InputMaybe<MaintenanceRequestCategory>;
  readonly in?: InputMaybe<ReadonlyArray<MaintenanceRequestCategory>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly ne?: InputMaybe<MaintenanceRequestCategory>;
  readonly notIn?: InputMaybe<ReadonlyArray<MaintenanceRequestCategory>>;
};

export type MaintenanceRequestCount = {
  readonly expenses?: InputMaybe<ExpenseCounted>;
};

export type MaintenanceRequestCounted = {
  readonly where?: InputMaybe<MaintenanceRequestWhere>;
};

export type MaintenanceRequestOrderBy = {
  readonly annotation?: InputMaybe<Scalars['String']['input']>;
  readonly direction?: OrderDirection;
  readonly field?: InputMaybe<MaintenanceRequestOrderField>;
};

export type MaintenanceRequestOrderField =
  | 'category'
  | 'completedAt'
  | 'createdAt'
  | 'description'
  | 'estimatedCost'
  | 'expensesCount'
  | 'id'
  | 'priority'
  | 'priorityOrder'
  | 'propertyId'
  | 'reportedAt'
  | 'status'
  | 'tenantId'
  | 'title'
  | 'updatedAt';

export type MaintenanceRequestPriority =
  | 'high'
  | 'low'
  | 'medium'
  | 'urgent';

export type MaintenanceRequestPriorityFilter = {
  readonly eq?: InputMaybe<MaintenanceRequestPriority>;
  readonly in?: InputMaybe<ReadonlyArray<MaintenanceRequestPriority>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly ne?: InputMaybe<MaintenanceRequestPriority>;
  readonly notIn?: InputMaybe<ReadonlyArray<MaintenanceRequestPriority>>;
};

export type MaintenanceRequestStatus =
  | 'cancelled'
  | 'completed'
  | 'in_progress'
  | 'open';

export type MaintenanceRequestStatusFilter = {
  readonly eq?: InputMaybe<MaintenanceRequestStatus>;
  readonly in?: InputMaybe<ReadonlyArray<MaintenanceRequestStatus>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly ne?: InputMaybe<MaintenanceRequestStatus>;
  readonly notIn?: InputMaybe<ReadonlyArray<MaintenanceRequestStatus>>;
};

export type MaintenanceRequestWhere = {
  readonly and?: InputMaybe<ReadonlyArray<MaintenanceRequestWhere>>;
  readonly annotation?: InputMaybe<AnnotationFilter>;
  readonly category?: InputMaybe<MaintenanceRequestCategoryFilter>;
  readonly completedAt?: InputMaybe<DateTimeFilter>;
  readonly createdAt?: InputMaybe<DateTimeFilter>;
  readonly description?: InputMaybe<StringFilter>;
  readonly estimatedCost?: InputMaybe<DecimalFilter>;
  readonly expensesCount?: InputMaybe<IntFilter>;
  readonly id?: InputMaybe<IntFilter>;
  readonly not?: InputMaybe<MaintenanceRequestWhere>;
  readonly or?: InputMaybe<ReadonlyArray<MaintenanceRequestWhere>>;
  readonly priority?: InputMaybe<MaintenanceRequestPriorityFilter>;
  readonly priorityOrder?: InputMaybe<IntFilter>;
  readonly propertyId?: InputMaybe<IntFilter>;
  readonly reportedAt?: InputMaybe<DateTimeFilter>;
  readonly status?: InputMaybe<MaintenanceRequestStatusFilter>;
  readonly tenantId?: InputMaybe<IntFilter>;
  readonly title?: InputMaybe<StringFilter>;
  readonly updatedAt?: InputMaybe<DateTimeFilter>;
};

export type OrderDirection =
  | 'ASC'
  | 'DESC';

export type Payment = {
  readonly __typename?: 'Payment';
  readonly amount: Scalars['Decimal']['output'];
  /** What the query itself annotates its rows with, by name. */
  readonly annotation: Maybe<Scalars['Value']['output']>;
  readonly dueDate: Scalars['Date']['output'];
  readonly id: Scalars['Int']['output'];
  readonly lease: Maybe<Lease>;
  readonly leaseId: Scalars['Int']['output'];
  readonly method: PaymentMethod;
  readonly paidAt: Maybe<Scalars['DateTime']['output']>;
  readonly status: PaymentStatus;
  /** How it prints. */
  readonly str: Scalars['String']['output'];
  readonly wasPaidLate: Maybe<Scalars['Value']['output']>;
};


export type PaymentAnnotationArgs = {
  name: Scalars['String']['input'];
};

export type PaymentAnnotation = {
  readonly case?: InputMaybe<PaymentCase>;
  readonly name: Scalars['String']['input'];
};

export type PaymentCase = {
  readonly branches: ReadonlyArray<PaymentCaseBranch>;
  readonly otherwise?: InputMaybe<Scalars['Value']['input']>;
};

export type PaymentCaseBranch = {
  readonly value?: InputMaybe<Scalars['Value']['input']>;
  readonly where: PaymentWhere;
};

export type PaymentCounted = {
  readonly where?: InputMaybe<PaymentWhere>;
};

export type PaymentMethod =
  | 'bank_transfer'
  | 'card'
  | 'cash'
  | 'check';

export type PaymentMethodFilter = {
  readonly eq?: InputMaybe<PaymentMethod>;
  readonly in?: InputMaybe<ReadonlyArray<PaymentMethod>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly ne?: InputMaybe<PaymentMethod>;
  readonly notIn?: InputMaybe<ReadonlyArray<PaymentMethod>>;
};

export type PaymentOrderBy = {
  readonly annotation?: InputMaybe<Scalars['String']['input']>;
  readonly direction?: OrderDirection;
  readonly field?: InputMaybe<PaymentOrderField>;
};

export type PaymentOrderField =
  | 'amount'
  | 'dueDate'
  | 'id'
  | 'leaseId'
  | 'method'
  | 'paidAt'
  | 'status';

export type PaymentStatus =
  | 'failed'
  | 'paid'
  | 'pending'
  | 'refunded';

export type PaymentStatusFilter = {
  readonly eq?: InputMaybe<PaymentStatus>;
  readonly in?: InputMaybe<ReadonlyArray<PaymentStatus>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly ne?: InputMaybe<PaymentStatus>;
  readonly notIn?: InputMaybe<ReadonlyArray<PaymentStatus>>;
};

export type PaymentWhere = {
  readonly amount?: InputMaybe<DecimalFilter>;
  readonly and?: InputMaybe<ReadonlyArray<PaymentWhere>>;
  readonly annotation?: InputMaybe<AnnotationFilter>;
  readonly dueDate?: InputMaybe<DateFilter>;
  readonly id?: InputMaybe<IntFilter>;
  readonly leaseId?: InputMaybe<IntFilter>;
  readonly method?: InputMaybe<PaymentMethodFilter>;
  readonly not?: InputMaybe<PaymentWhere>;
  readonly or?: InputMaybe<ReadonlyArray<PaymentWhere>>;
  readonly paidAt?: InputMaybe<DateTimeFilter>;
  readonly status?: InputMaybe<PaymentStatusFilter>;
};

export type Property = {
  readonly __typename?: 'Property';
  readonly activeLeaseCount: Scalars['Int']['output'];
  readonly address: Scalars['String']['output'];
  readonly amenities: Scalars['JSON']['output'];
  /** What the query itself annotates its rows with, by name. */
  readonly annotation: Maybe<Scalars['Value']['output']>;
  readonly availableFrom: Maybe<Scalars['Date']['output']>;
  readonly bathrooms: Scalars['Decimal']['output'];
  readonly bedrooms: Scalars['Int']['output'];
  readonly city: Scalars['String']['output'];
  readonly createdAt: Scalars['DateTime']['output'];
  readonly expenses: ReadonlyArray<Expense>;
  readonly expensesCount: Scalars['Int']['output'];
  readonly getShortAddress: Maybe<Scalars['Value']['output']>;
  readonly id: Scalars['Int']['output'];
  readonly leaseCount: Scalars['Int']['output'];
  readonly leases: ReadonlyArray<Lease>;
  readonly leasesCount: Scalars['Int']['output'];
  readonly maintenanceRequests: ReadonlyArray<MaintenanceRequest>;
  readonly maintenanceRequestsCount: Scalars['Int']['output'];
  readonly name: Scalars['String']['output'];
  readonly rent: Scalars['Decimal']['output'];
  readonly rentPerSquareFoot: Maybe<Scalars['Value']['output']>;
  readonly squareFeet: Scalars['Int']['output'];
  readonly status: PropertyStatus;
  /** How it prints. */
  readonly str: Scalars['String']['output'];
  readonly tags: ReadonlyArray<Tag>;
  readonly tagsCount: Scalars['Int']['output'];
  readonly type: PropertyType;
  readonly updatedAt: Scalars['DateTime']['output'];
};


export type PropertyAnnotationArgs = {
  name: Scalars['String']['input'];
};

export type PropertyAnnotation = {
  readonly case?: InputMaybe<PropertyCase>;
  readonly count?: InputMaybe<PropertyCount>;
  readonly name: Scalars['String']['input'];
};

export type PropertyCase = {
  readonly branches: ReadonlyArray<PropertyCaseBranch>;
  readonly otherwise?: InputMaybe<Scalars['Value']['input']>;
};

export type PropertyCaseBranch = {
  readonly value?: InputMaybe<Scalars['Value']['input']>;
  readonly where: PropertyWhere;
};

export type PropertyCount = {
  readonly expenses?: InputMaybe<ExpenseCounted>;
  readonly leases?: InputMaybe<LeaseCounted>;
  readonly maintenanceRequests?: InputMaybe<MaintenanceRequestCounted>;
  readonly tags?: InputMaybe<TagCounted>;
};

export type PropertyCounted = {
  readonly where?: InputMaybe<PropertyWhere>;
};

export type PropertyOrderBy = {
  readonly annotation?: InputMaybe<Scalars['String']['input']>;
  readonly direction?: OrderDirection;
  readonly field?: InputMaybe<PropertyOrderField>;
};

export type PropertyOrderField =
  | 'activeLeaseCount'
  | 'address'
  | 'availableFrom'
  | 'bathrooms'
  | 'bedrooms'
  | 'city'
  | 'createdAt'
  | 'expensesCount'
  | 'id'
  | 'leaseCount'
  | 'leasesCount'
  | 'maintenanceRequestsCount'
  | 'name'
  | 'rent'
  | 'squareFeet'
  | 'status'
  | 'tagsCount'
  | 'type'
  | 'updatedAt';

export type PropertyStatus =
  | 'available'
  | 'occupied'
  | 'renovation';

export type PropertyStatusFilter = {
  readonly eq?: InputMaybe<PropertyStatus>;
  readonly in?: InputMaybe<ReadonlyArray<PropertyStatus>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly ne?: InputMaybe<PropertyStatus>;
  readonly notIn?: InputMaybe<ReadonlyArray<PropertyStatus>>;
};

export type PropertyTag = {
  readonly __typename?: 'PropertyTag';
  /** What the query itself annotates its rows with, by name. */
  readonly annotation: Maybe<Scalars['Value']['output']>;
  readonly propertyId: Scalars['Int']['output'];
  /** How it prints. */
  readonly str: Scalars['String']['output'];
  readonly tagId: Scalars['Int']['output'];
};


export type PropertyTagAnnotationArgs = {
  name: Scalars['String']['input'];
};

export type PropertyTagAnnotation = {
  readonly case?: InputMaybe<PropertyTagCase>;
  readonly name: Scalars['String']['input'];
};

export type PropertyTagCase = {
  readonly branches: ReadonlyArray<PropertyTagCaseBranch>;
  readonly otherwise?: InputMaybe<Scalars['Value']['input']>;
};

export type PropertyTagCaseBranch = {
  readonly value?: InputMaybe<Scalars['Value']['input']>;
  readonly where: PropertyTagWhere;
};

export type PropertyTagCounted = {
  readonly where?: InputMaybe<PropertyTagWhere>;
};

export type PropertyTagOrderBy = {
  readonly annotation?: InputMaybe<Scalars['String']['input']>;
  readonly direction?: OrderDirection;
  readonly field?: InputMaybe<PropertyTagOrderField>;
};

export type PropertyTagOrderField =
  | 'propertyId'
  | 'tagId';

export type PropertyTagWhere = {
  readonly and?: InputMaybe<ReadonlyArray<PropertyTagWhere>>;
  readonly annotation?: InputMaybe<AnnotationFilter>;
  readonly not?: InputMaybe<PropertyTagWhere>;
  readonly or?: InputMaybe<ReadonlyArray<PropertyTagWhere>>;
  readonly propertyId?: InputMaybe<IntFilter>;
  readonly tagId?: InputMaybe<IntFilter>;
};

export type PropertyType =
  | 'apartment'
  | 'house'
  | 'loft'
  | 'studio'
  | 'townhouse';

export type PropertyTypeFilter = {
  readonly eq?: InputMaybe<PropertyType>;
  readonly in?: InputMaybe<ReadonlyArray<PropertyType>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly ne?: InputMaybe<PropertyType>;
  readonly notIn?: InputMaybe<ReadonlyArray<PropertyType>>;
};

export type PropertyWhere = {
  readonly activeLeaseCount?: InputMaybe<IntFilter>;
  readonly address?: InputMaybe<StringFilter>;
  readonly amenities?: InputMaybe<JsonFilter>;
  readonly and?: InputMaybe<ReadonlyArray<PropertyWhere>>;
  readonly annotation?: InputMaybe<AnnotationFilter>;
  readonly availableFrom?: InputMaybe<DateFilter>;
  readonly bathrooms?: InputMaybe<DecimalFilter>;
  readonly bedrooms?: InputMaybe<IntFilter>;
  readonly city?: InputMaybe<StringFilter>;
  readonly createdAt?: InputMaybe<DateTimeFilter>;
  readonly expensesCount?: InputMaybe<IntFilter>;
  readonly id?: InputMaybe<IntFilter>;
  readonly leaseCount?: InputMaybe<IntFilter>;
  readonly leasesCount?: InputMaybe<IntFilter>;
  readonly maintenanceRequestsCount?: InputMaybe<IntFilter>;
  readonly name?: InputMaybe<StringFilter>;
  readonly not?: InputMaybe<PropertyWhere>;
  readonly or?: InputMaybe<ReadonlyArray<PropertyWhere>>;
  readonly rent?: InputMaybe<DecimalFilter>;
  readonly squareFeet?: InputMaybe<IntFilter>;
  readonly status?: InputMaybe<PropertyStatusFilter>;
  readonly tagsCount?: InputMaybe<IntFilter>;
  readonly type?: InputMaybe<PropertyTypeFilter>;
  readonly updatedAt?: InputMaybe<DateTimeFilter>;
};

export type Query = {
  readonly __typename?: 'Query';
  readonly expense: Maybe<Expense>;
  readonly expenses: ReadonlyArray<Expense>;
  readonly expensesCount: Scalars['Int']['output'];
  readonly lease: Maybe<Lease>;
  readonly leases: ReadonlyArray<Lease>;
  readonly leasesCount: Scalars['Int']['output'];
  readonly maintenanceRequest: Maybe<MaintenanceRequest>;
  readonly maintenanceRequests: ReadonlyArray<MaintenanceRequest>;
  readonly maintenanceRequestsCount: Scalars['Int']['output'];
  readonly payment: Maybe<Payment>;
  readonly payments: ReadonlyArray<Payment>;
  readonly paymentsCount: Scalars['Int']['output'];
  readonly properties: ReadonlyArray<Property>;
  readonly propertiesCount: Scalars['Int']['output'];
  readonly property: Maybe<Property>;
  readonly propertyTag: Maybe<PropertyTag>;
  readonly propertyTags: ReadonlyArray<PropertyTag>;
  readonly propertyTagsCount: Scalars['Int']['output'];
  readonly tag: Maybe<Tag>;
  readonly tags: ReadonlyArray<Tag>;
  readonly tagsCount: Scalars['Int']['output'];
  readonly tenant: Maybe<Tenant>;
  readonly tenants: ReadonlyArray<Tenant>;
  readonly tenantsCount: Scalars['Int']['output'];
  readonly user: Maybe<User>;
  readonly users: ReadonlyArray<User>;
  readonly usersCount: Scalars['Int']['output'];
};


export type QueryExpenseArgs = {
  id: Scalars['Int']['input'];
};


export type QueryExpensesArgs = {
  annotate?: InputMaybe<ReadonlyArray<ExpenseAnnotation>>;
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<ExpenseOrderBy>>;
  where?: InputMaybe<ExpenseWhere>;
};


export type QueryExpensesCountArgs = {
  annotate?: InputMaybe<ReadonlyArray<ExpenseAnnotation>>;
  where?: InputMaybe<ExpenseWhere>;
};


export type QueryLeaseArgs = {
  id: Scalars['Int']['input'];
};


export type QueryLeasesArgs = {
  annotate?: InputMaybe<ReadonlyArray<LeaseAnnotation>>;
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<LeaseOrderBy>>;
  where?: InputMaybe<LeaseWhere>;
};


export type QueryLeasesCountArgs = {
  annotate?: InputMaybe<ReadonlyArray<LeaseAnnotation>>;
  where?: InputMaybe<LeaseWhere>;
};


export type QueryMaintenanceRequestArgs = {
  id: Scalars['Int']['input'];
};


export type QueryMaintenanceRequestsArgs = {
  annotate?: InputMaybe<ReadonlyArray<MaintenanceRequestAnnotation>>;
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<MaintenanceRequestOrderBy>>;
  where?: InputMaybe<MaintenanceRequestWhere>;
};


export type QueryMaintenanceRequestsCountArgs = {
  annotate?: InputMaybe<ReadonlyArray<MaintenanceRequestAnnotation>>;
  where?: InputMaybe<MaintenanceRequestWhere>;
};


export type QueryPaymentArgs = {
  id: Scalars['Int']['input'];
};


export type QueryPaymentsArgs = {
  annotate?: InputMaybe<ReadonlyArray<PaymentAnnotation>>;
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<PaymentOrderBy>>;
  where?: InputMaybe<PaymentWhere>;
};


export type QueryPaymentsCountArgs = {
  annotate?: InputMaybe<ReadonlyArray<PaymentAnnotation>>;
  where?: InputMaybe<PaymentWhere>;
};


export type QueryPropertiesArgs = {
  annotate?: InputMaybe<ReadonlyArray<PropertyAnnotation>>;
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<PropertyOrderBy>>;
  where?: InputMaybe<PropertyWhere>;
};


export type QueryPropertiesCountArgs = {
  annotate?: InputMaybe<ReadonlyArray<PropertyAnnotation>>;
  where?: InputMaybe<PropertyWhere>;
};


export type QueryPropertyArgs = {
  id: Scalars['Int']['input'];
};


export type QueryPropertyTagArgs = {
  propertyId: Scalars['Int']['input'];
  tagId: Scalars['Int']['input'];
};


export type QueryPropertyTagsArgs = {
  annotate?: InputMaybe<ReadonlyArray<PropertyTagAnnotation>>;
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<PropertyTagOrderBy>>;
  where?: InputMaybe<PropertyTagWhere>;
};


export type QueryPropertyTagsCountArgs = {
  annotate?: InputMaybe<ReadonlyArray<PropertyTagAnnotation>>;
  where?: InputMaybe<PropertyTagWhere>;
};


export type QueryTagArgs = {
  id: Scalars['Int']['input'];
};


export type QueryTagsArgs = {
  annotate?: InputMaybe<ReadonlyArray<TagAnnotation>>;
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<TagOrderBy>>;
  where?: InputMaybe<TagWhere>;
};


export type QueryTagsCountArgs = {
  annotate?: InputMaybe<ReadonlyArray<TagAnnotation>>;
  where?: InputMaybe<TagWhere>;
};


export type QueryTenantArgs = {
  id: Scalars['Int']['input'];
};


export type QueryTenantsArgs = {
  annotate?: InputMaybe<ReadonlyArray<TenantAnnotation>>;
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<TenantOrderBy>>;
  where?: InputMaybe<TenantWhere>;
};


export type QueryTenantsCountArgs = {
  annotate?: InputMaybe<ReadonlyArray<TenantAnnotation>>;
  where?: InputMaybe<TenantWhere>;
};


export type QueryUserArgs = {
  id: Scalars['Int']['input'];
};


export type QueryUsersArgs = {
  annotate?: InputMaybe<ReadonlyArray<UserAnnotation>>;
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<UserOrderBy>>;
  where?: InputMaybe<UserWhere>;
};


export type QueryUsersCountArgs = {
  annotate?: InputMaybe<ReadonlyArray<UserAnnotation>>;
  where?: InputMaybe<UserWhere>;
};

export type StringFilter = {
  readonly contains?: InputMaybe<Scalars['String']['input']>;
  readonly endsWith?: InputMaybe<Scalars['String']['input']>;
  readonly eq?: InputMaybe<Scalars['String']['input']>;
  readonly gt?: InputMaybe<Scalars['String']['input']>;
  readonly gte?: InputMaybe<Scalars['String']['input']>;
  readonly iLike?: InputMaybe<Scalars['String']['input']>;
  readonly in?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly like?: InputMaybe<Scalars['String']['input']>;
  readonly lt?: InputMaybe<Scalars['String']['input']>;
  readonly lte?: InputMaybe<Scalars['String']['input']>;
  readonly ne?: InputMaybe<Scalars['String']['input']>;
  readonly notIn?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly startsWith?: InputMaybe<Scalars['String']['input']>;
};

export type Tag = {
  readonly __typename?: 'Tag';
  /** What the query itself annotates its rows with, by name. */
  readonly annotation: Maybe<Scalars['Value']['output']>;
  readonly color: TagColor;
  readonly id: Scalars['Int']['output'];
  readonly name: Scalars['String']['output'];
  readonly properties: ReadonlyArray<Property>;
  readonly propertiesCount: Scalars['Int']['output'];
  /** How it prints. */
  readonly str: Scalars['String']['output'];
};


export type TagAnnotationArgs = {
  name: Scalars['String']['input'];
};

export type TagAnnotation = {
  readonly case?: InputMaybe<TagCase>;
  readonly count?: InputMaybe<TagCount>;
  readonly name: Scalars['String']['input'];
};

export type TagCase = {
  readonly branches: ReadonlyArray<TagCaseBranch>;
  readonly otherwise?: InputMaybe<Scalars['Value']['input']>;
};

export type TagCaseBranch = {
  readonly value?: InputMaybe<Scalars['Value']['input']>;
  readonly where: TagWhere;
};

export type TagColor =
  | 'amber'
  | 'blue'
  | 'green'
  | 'rose'
  | 'slate'
  | 'violet';

export type TagColorFilter = {
  readonly eq?: InputMaybe<TagColor>;
  readonly in?: InputMaybe<ReadonlyArray<TagColor>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly ne?: InputMaybe<TagColor>;
  readonly notIn?: InputMaybe<ReadonlyArray<TagColor>>;
};

export type TagCount = {
  readonly properties?: InputMaybe<PropertyCounted>;
};

export type TagCounted = {
  readonly where?: InputMaybe<TagWhere>;
};

export type TagOrderBy = {
  readonly annotation?: InputMaybe<Scalars['String']['input']>;
  readonly direction?: OrderDirection;
  readonly field?: InputMaybe<TagOrderField>;
};

export type TagOrderField =
  | 'color'
  | 'id'
  | 'name'
  | 'propertiesCount';

export type TagWhere = {
  readonly and?: InputMaybe<ReadonlyArray<TagWhere>>;
  readonly annotation?: InputMaybe<AnnotationFilter>;
  readonly color?: InputMaybe<TagColorFilter>;
  readonly id?: InputMaybe<IntFilter>;
  readonly name?: InputMaybe<StringFilter>;
  readonly not?: InputMaybe<TagWhere>;
  readonly or?: InputMaybe<ReadonlyArray<TagWhere>>;
  readonly propertiesCount?: InputMaybe<IntFilter>;
};

export type Tenant = {
  readonly __typename?: 'Tenant';
  /** What the query itself annotates its rows with, by name. */
  readonly annotation: Maybe<Scalars['Value']['output']>;
  readonly emergencyContact: Maybe<Scalars['String']['output']>;
  readonly id: Scalars['Int']['output'];
  readonly leases: ReadonlyArray<Lease>;
  readonly leasesCount: Scalars['Int']['output'];
  readonly maintenanceRequests: ReadonlyArray<MaintenanceRequest>;
  readonly maintenanceRequestsCount: Scalars['Int']['output'];
  readonly moveInDate: Scalars['Date']['output'];
  readonly preferences: Scalars['JSON']['output'];
  /** How it prints. */
  readonly str: Scalars['String']['output'];
  readonly user: Maybe<User>;
  readonly userId: Scalars['Int']['output'];
};


export type TenantAnnotationArgs = {
  name: Scalars['String']['input'];
};

export type TenantAnnotation = {
  readonly case?: InputMaybe<TenantCase>;
  readonly count?: InputMaybe<TenantCount>;
  readonly name: Scalars['String']['input'];
};

export type TenantCase = {
  readonly branches: ReadonlyArray<TenantCaseBranch>;
  readonly otherwise?: InputMaybe<Scalars['Value']['input']>;
};

export type TenantCaseBranch = {
  readonly value?: InputMaybe<Scalars['Value']['input']>;
  readonly where: TenantWhere;
};

export type TenantCount = {
  readonly leases?: InputMaybe<LeaseCounted>;
  readonly maintenanceRequests?: InputMaybe<MaintenanceRequestCounted>;
};

export type TenantCounted = {
  readonly where?: InputMaybe<TenantWhere>;
};

export type TenantOrderBy = {
  readonly annotation?: InputMaybe<Scalars['String']['input']>;
  readonly direction?: OrderDirection;
  readonly field?: InputMaybe<TenantOrderField>;
};

export type TenantOrderField =
  | 'emergencyContact'
  | 'id'
  | 'leasesCount'
  | 'maintenanceRequestsCount'
  | 'moveInDate'
  | 'userId';

export type TenantWhere = {
  readonly and?: InputMaybe<ReadonlyArray<TenantWhere>>;
  readonly annotation?: InputMaybe<AnnotationFilter>;
  readonly emergencyContact?: InputMaybe<StringFilter>;
  readonly id?: InputMaybe<IntFilter>;
  readonly leasesCount?: InputMaybe<IntFilter>;
  readonly maintenanceRequestsCount?: InputMaybe<IntFilter>;
  readonly moveInDate?: InputMaybe<DateFilter>;
  readonly not?: InputMaybe<TenantWhere>;
  readonly or?: InputMaybe<ReadonlyArray<TenantWhere>>;
  readonly preferences?: InputMaybe<JsonFilter>;
  readonly userId?: InputMaybe<IntFilter>;
};

export type User = {
  readonly __typename?: 'User';
  /** What the query itself annotates its rows with, by name. */
  readonly annotation: Maybe<Scalars['Value']['output']>;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly email: Scalars['String']['output'];
  readonly firstName: Scalars['String']['output'];
  readonly getFullName: Maybe<Scalars['Value']['output']>;
  readonly id: Scalars['Int']['output'];
  readonly initials: Maybe<Scalars['Value']['output']>;
  readonly lastName: Scalars['String']['output'];
  readonly phone: Maybe<Scalars['String']['output']>;
  readonly role: UserRole;
  /** How it prints. */
  readonly str: Scalars['String']['output'];
  readonly tenant: Maybe<Tenant>;
  readonly updatedAt: Scalars['DateTime']['output'];
};


export type UserAnnotationArgs = {
  name: Scalars['String']['input'];
};

export type UserAnnotation = {
  readonly case?: InputMaybe<UserCase>;
  readonly name: Scalars['String']['input'];
};

export type UserCase = {
  readonly branches: ReadonlyArray<UserCaseBranch>;
  readonly otherwise?: InputMaybe<Scalars['Value']['input']>;
};

export type UserCaseBranch = {
  readonly value?: InputMaybe<Scalars['Value']['input']>;
  readonly where: UserWhere;
};

export type UserCounted = {
  readonly where?: InputMaybe<UserWhere>;
};

export type UserOrderBy = {
  readonly annotation?: InputMaybe<Scalars['String']['input']>;
  readonly direction?: OrderDirection;
  readonly field?: InputMaybe<UserOrderField>;
};

export type UserOrderField =
  | 'createdAt'
  | 'email'
  | 'firstName'
  | 'id'
  | 'lastName'
  | 'phone'
  | 'role'
  | 'updatedAt';

export type UserRole =
  | 'manager'
  | 'staff'
  | 'tenant';

export type UserRoleFilter = {
  readonly eq?: InputMaybe<UserRole>;
  readonly in?: InputMaybe<ReadonlyArray<UserRole>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly ne?: InputMaybe<UserRole>;
  readonly notIn?: InputMaybe<ReadonlyArray<UserRole>>;
};

export type UserWhere = {
  readonly and?: InputMaybe<ReadonlyArray<UserWhere>>;
  readonly annotation?: InputMaybe<AnnotationFilter>;
  readonly createdAt?: InputMaybe<DateTimeFilter>;
  readonly email?: InputMaybe<StringFilter>;
  readonly firstName?: InputMaybe<StringFilter>;
  readonly id?: InputMaybe<IntFilter>;
  readonly lastName?: InputMaybe<StringFilter>;
  readonly not?: InputMaybe<UserWhere>;
  readonly or?: InputMaybe<ReadonlyArray<UserWhere>>;
  readonly phone?: InputMaybe<StringFilter>;
  readonly role?: InputMaybe<UserRoleFilter>;
  readonly updatedAt?: InputMaybe<DateTimeFilter>;
};
