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
  readonly contains?: InputMaybe<Scalars['String']['input']>;
  readonly endsWith?: InputMaybe<Scalars['String']['input']>;
  readonly eq?: InputMaybe<Scalars['Value']['input']>;
  readonly gt?: InputMaybe<Scalars['Value']['input']>;
  readonly gte?: InputMaybe<Scalars['Value']['input']>;
  readonly iLike?: InputMaybe<Scalars['String']['input']>;
  readonly in?: InputMaybe<ReadonlyArray<Scalars['Value']['input']>>;
  readonly isNull?: InputMaybe<Scalars['Boolean']['input']>;
  readonly like?: InputMaybe<Scalars['String']['input']>;
  readonly lt?: InputMaybe<Scalars['Value']['input']>;
  readonly lte?: InputMaybe<Scalars['Value']['input']>;
  readonly name: Scalars['String']['input'];
  readonly ne?: InputMaybe<Scalars['Value']['input']>;
  readonly notIn?: InputMaybe<ReadonlyArray<Scalars['Value']['input']>>;
  readonly startsWith?: InputMaybe<Scalars['String']['input']>;
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
  readonly str: Maybe<Scalars['String']['output']>;
  readonly vendor: Scalars['String']['output'];
};


export type ExpenseAnnotationArgs = {
  name: Scalars['String']['input'];
};

export type ExpenseAggregate = {
  readonly __typename?: 'ExpenseAggregate';
  readonly avg: ExpenseAggregateAvg;
  /** What its rows have in common, null without groups. */
  readonly by: Maybe<ExpenseAggregateGroup>;
  readonly count: Scalars['Int']['output'];
  readonly countDistinct: ExpenseAggregateCountDistinct;
  readonly max: ExpenseAggregateMax;
  readonly min: ExpenseAggregateMin;
  readonly sum: ExpenseAggregateSum;
};

export type ExpenseAggregateAvg = {
  readonly __typename?: 'ExpenseAggregateAvg';
  readonly amount: Maybe<Scalars['Decimal']['output']>;
  readonly id: Maybe<Scalars['Float']['output']>;
  readonly maintenanceRequestId: Maybe<Scalars['Float']['output']>;
  readonly propertyId: Maybe<Scalars['Float']['output']>;
};

export type ExpenseAggregateCountDistinct = {
  readonly __typename?: 'ExpenseAggregateCountDistinct';
  readonly amount: Scalars['Int']['output'];
  readonly category: Scalars['Int']['output'];
  readonly id: Scalars['Int']['output'];
  readonly incurredOn: Scalars['Int']['output'];
  readonly maintenanceRequestId: Scalars['Int']['output'];
  readonly propertyId: Scalars['Int']['output'];
  readonly vendor: Scalars['Int']['output'];
};

export type ExpenseAggregateGroup = {
  readonly __typename?: 'ExpenseAggregateGroup';
  readonly amount: Maybe<Scalars['Decimal']['output']>;
  readonly category: Maybe<ExpenseCategory>;
  readonly id: Maybe<Scalars['Int']['output']>;
  readonly incurredOn: Maybe<Scalars['Date']['output']>;
  readonly maintenanceRequestId: Maybe<Scalars['Int']['output']>;
  readonly propertyId: Maybe<Scalars['Int']['output']>;
  readonly vendor: Maybe<Scalars['String']['output']>;
};

export type ExpenseAggregateMax = {
  readonly __typename?: 'ExpenseAggregateMax';
  readonly amount: Maybe<Scalars['Decimal']['output']>;
  readonly id: Maybe<Scalars['Int']['output']>;
  readonly incurredOn: Maybe<Scalars['Date']['output']>;
  readonly maintenanceRequestId: Maybe<Scalars['Int']['output']>;
  readonly propertyId: Maybe<Scalars['Int']['output']>;
  readonly vendor: Maybe<Scalars['String']['output']>;
};

export type ExpenseAggregateMin = {
  readonly __typename?: 'ExpenseAggregateMin';
  readonly amount: Maybe<Scalars['Decimal']['output']>;
  readonly id: Maybe<Scalars['Int']['output']>;
  readonly incurredOn: Maybe<Scalars['Date']['output']>;
  readonly maintenanceRequestId: Maybe<Scalars['Int']['output']>;
  readonly propertyId: Maybe<Scalars['Int']['output']>;
  readonly vendor: Maybe<Scalars['String']['output']>;
};

export type ExpenseAggregateSum = {
  readonly __typename?: 'ExpenseAggregateSum';
  readonly amount: Maybe<Scalars['Decimal']['output']>;
  readonly id: Maybe<Scalars['Float']['output']>;
  readonly maintenanceRequestId: Maybe<Scalars['Float']['output']>;
  readonly propertyId: Maybe<Scalars['Float']['output']>;
};

export type ExpenseAnnotation = {
  readonly expression: ExpenseExpression;
  readonly name: Scalars['String']['input'];
};

export type ExpenseCase = {
  readonly branches: ReadonlyArray<ExpenseCaseBranch>;
  readonly otherwise?: InputMaybe<ExpenseExpression>;
};

export type ExpenseCaseBranch = {
  readonly gives: ExpenseExpression;
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

export type ExpenseExpression = {
  readonly add?: InputMaybe<ReadonlyArray<ExpenseExpression>>;
  readonly annotation?: InputMaybe<Scalars['String']['input']>;
  readonly case?: InputMaybe<ExpenseCase>;
  readonly coalesce?: InputMaybe<ReadonlyArray<ExpenseExpression>>;
  readonly concat?: InputMaybe<ReadonlyArray<ExpenseExpression>>;
  readonly divide?: InputMaybe<ReadonlyArray<ExpenseExpression>>;
  readonly field?: InputMaybe<ExpenseOrderField>;
  readonly multiply?: InputMaybe<ReadonlyArray<ExpenseExpression>>;
  readonly related?: InputMaybe<ExpenseRelated>;
  readonly subtract?: InputMaybe<ReadonlyArray<ExpenseExpression>>;
  readonly value?: InputMaybe<Scalars['Value']['input']>;
};

export type ExpenseManyWhere = {
  readonly every?: InputMaybe<ExpenseWhere>;
  readonly none?: InputMaybe<ExpenseWhere>;
  readonly some?: InputMaybe<ExpenseWhere>;
};

export type ExpenseOrderBy = {
  readonly annotation?: InputMaybe<Scalars['String']['input']>;
  readonly direction?: OrderDirection;
  readonly expression?: InputMaybe<ExpenseExpression>;
  readonly field?: InputMaybe<ExpenseOrderField>;
  readonly nulls?: InputMaybe<NullsOrder>;
};

export type ExpenseOrderField =
  | 'amount'
  | 'category'
  | 'id'
  | 'incurredOn'
  | 'maintenanceRequestId'
  | 'propertyId'
  | 'vendor';

export type ExpenseRelated = {
  readonly maintenanceRequest?: InputMaybe<MaintenanceRequestExpression>;
  readonly property?: InputMaybe<PropertyExpression>;
};

export type ExpenseRows = {
  readonly distinct?: InputMaybe<Scalars['Boolean']['input']>;
  readonly of?: InputMaybe<ExpenseExpression>;
  readonly where?: InputMaybe<ExpenseWhere>;
};

export type ExpenseWhere = {
  readonly amount?: InputMaybe<DecimalFilter>;
  readonly and?: InputMaybe<ReadonlyArray<ExpenseWhere>>;
  readonly annotation?: InputMaybe<AnnotationFilter>;
  readonly category?: InputMaybe<ExpenseCategoryFilter>;
  readonly except?: InputMaybe<ExpenseWhere>;
  readonly id?: InputMaybe<IntFilter>;
  readonly incurredOn?: InputMaybe<DateFilter>;
  readonly maintenanceRequest?: InputMaybe<MaintenanceRequestWhere>;
  readonly maintenanceRequestId?: InputMaybe<IntFilter>;
  readonly not?: InputMaybe<ExpenseWhere>;
  readonly or?: InputMaybe<ReadonlyArray<ExpenseWhere>>;
  readonly property?: InputMaybe<PropertyWhere>;
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
  readonly balance: Scalars['Decimal']['output'];
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
  readonly str: Maybe<Scalars['String']['output']>;
  readonly tenant: Maybe<Tenant>;
  readonly tenantId: Scalars['Int']['output'];
};


export type LeaseAnnotationArgs = {
  name: Scalars['String']['input'];
};


export type LeasePaymentsArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<PaymentOrderBy>>;
  where?: InputMaybe<PaymentWhere>;
};

export type LeaseAggregate = {
  readonly __typename?: 'LeaseAggregate';
  readonly avg: LeaseAggregateAvg;
  /** What its rows have in common, null without groups. */
  readonly by: Maybe<LeaseAggregateGroup>;
  readonly count: Scalars['Int']['output'];
  readonly countDistinct: LeaseAggregateCountDistinct;
  readonly max: LeaseAggregateMax;
  readonly min: LeaseAggregateMin;
  readonly sum: LeaseAggregateSum;
};

export type LeaseAggregateAvg = {
  readonly __typename?: 'LeaseAggregateAvg';
  readonly balance: Maybe<Scalars['Decimal']['output']>;
  readonly deposit: Maybe<Scalars['Decimal']['output']>;
  readonly id: Maybe<Scalars['Float']['output']>;
  readonly paymentsCount: Maybe<Scalars['Float']['output']>;
  readonly propertyId: Maybe<Scalars['Float']['output']>;
  readonly rent: Maybe<Scalars['Decimal']['output']>;
  readonly tenantId: Maybe<Scalars['Float']['output']>;
};

export type LeaseAggregateCountDistinct = {
  readonly __typename?: 'LeaseAggregateCountDistinct';
  readonly balance: Scalars['Int']['output'];
  readonly deposit: Scalars['Int']['output'];
  readonly endDate: Scalars['Int']['output'];
  readonly id: Scalars['Int']['output'];
  readonly paymentsCount: Scalars['Int']['output'];
  readonly propertyId: Scalars['Int']['output'];
  readonly rent: Scalars['Int']['output'];
  readonly startDate: Scalars['Int']['output'];
  readonly status: Scalars['Int']['output'];
  readonly tenantId: Scalars['Int']['output'];
};

export type LeaseAggregateGroup = {
  readonly __typename?: 'LeaseAggregateGroup';
  readonly balance: Maybe<Scalars['Decimal']['output']>;
  readonly deposit: Maybe<Scalars['Decimal']['output']>;
  readonly endDate: Maybe<Scalars['Date']['output']>;
  readonly id: Maybe<Scalars['Int']['output']>;
  readonly paymentsCount: Maybe<Scalars['Int']['output']>;
  readonly propertyId: Maybe<Scalars['Int']['output']>;
  readonly rent: Maybe<Scalars['Decimal']['output']>;
  readonly startDate: Maybe<Scalars['Date']['output']>;
  readonly status: Maybe<LeaseStatus>;
  readonly tenantId: Maybe<Scalars['Int']['output']>;
};

export type LeaseAggregateMax = {
  readonly __typename?: 'LeaseAggregateMax';
  readonly balance: Maybe<Scalars['Decimal']['output']>;
  readonly deposit: Maybe<Scalars['Decimal']['output']>;
  readonly endDate: Maybe<Scalars['Date']['output']>;
  readonly id: Maybe<Scalars['Int']['output']>;
  readonly paymentsCount: Maybe<Scalars['Int']['output']>;
  readonly propertyId: Maybe<Scalars['Int']['output']>;
  readonly rent: Maybe<Scalars['Decimal']['output']>;
  readonly startDate: Maybe<Scalars['Date']['output']>;
  readonly tenantId: Maybe<Scalars['Int']['output']>;
};

export type LeaseAggregateMin = {
  readonly __typename?: 'LeaseAggregateMin';
  readonly balance: Maybe<Scalars['Decimal']['output']>;
  readonly deposit: Maybe<Scalars['Decimal']['output']>;
  readonly endDate: Maybe<Scalars['Date']['output']>;
  readonly id: Maybe<Scalars['Int']['output']>;
  readonly paymentsCount: Maybe<Scalars['Int']['output']>;
  readonly propertyId: Maybe<Scalars['Int']['output']>;
  readonly rent: Maybe<Scalars['Decimal']['output']>;
  readonly startDate: Maybe<Scalars['Date']['output']>;
  readonly tenantId: Maybe<Scalars['Int']['output']>;
};

export type LeaseAggregateSum = {
  readonly __typename?: 'LeaseAggregateSum';
  readonly balance: Maybe<Scalars['Decimal']['output']>;
  readonly deposit: Maybe<Scalars['Decimal']['output']>;
  readonly id: Maybe<Scalars['Float']['output']>;
  readonly paymentsCount: Maybe<Scalars['Float']['output']>;
  readonly propertyId: Maybe<Scalars['Float']['output']>;
  readonly rent: Maybe<Scalars['Decimal']['output']>;
  readonly tenantId: Maybe<Scalars['Float']['output']>;
};

export type LeaseAggregated = {
  readonly payments?: InputMaybe<PaymentRows>;
};

export type LeaseAnnotation = {
  readonly expression: LeaseExpression;
  readonly name: Scalars['String']['input'];
};

export type LeaseCase = {
  readonly branches: ReadonlyArray<LeaseCaseBranch>;
  readonly otherwise?: InputMaybe<LeaseExpression>;
};

export type LeaseCaseBranch = {
  readonly gives: LeaseExpression;
  readonly where: LeaseWhere;
};

export type LeaseExpression = {
  readonly add?: InputMaybe<ReadonlyArray<LeaseExpression>>;
  readonly annotation?: InputMaybe<Scalars['String']['input']>;
  readonly avg?: InputMaybe<LeaseAggregated>;
  readonly case?: InputMaybe<LeaseCase>;
  readonly coalesce?: InputMaybe<ReadonlyArray<LeaseExpression>>;
  readonly concat?: InputMaybe<ReadonlyArray<LeaseExpression>>;
  readonly count?: InputMaybe<LeaseAggregated>;
  readonly divide?: InputMaybe<ReadonlyArray<LeaseExpression>>;
  readonly exists?: InputMaybe<LeaseAggregated>;
  readonly field?: InputMaybe<LeaseOrderField>;
  readonly max?: InputMaybe<LeaseAggregated>;
  readonly min?: InputMaybe<LeaseAggregated>;
  readonly multiply?: InputMaybe<ReadonlyArray<LeaseExpression>>;
  readonly related?: InputMaybe<LeaseRelated>;
  readonly subtract?: InputMaybe<ReadonlyArray<LeaseExpression>>;
  readonly sum?: InputMaybe<LeaseAggregated>;
  readonly value?: InputMaybe<Scalars['Value']['input']>;
};

export type LeaseManyWhere = {
  readonly every?: InputMaybe<LeaseWhere>;
  readonly none?: InputMaybe<LeaseWhere>;
  readonly some?: InputMaybe<LeaseWhere>;
};

export type LeaseOrderBy = {
  readonly annotation?: InputMaybe<Scalars['String']['input']>;
  readonly direction?: OrderDirection;
  readonly expression?: InputMaybe<LeaseExpression>;
  readonly field?: InputMaybe<LeaseOrderField>;
  readonly nulls?: InputMaybe<NullsOrder>;
};

export type LeaseOrderField =
  | 'balance'
  | 'deposit'
  | 'endDate'
  | 'id'
  | 'paymentsCount'
  | 'propertyId'
  | 'rent'
  | 'startDate'
  | 'status'
  | 'tenantId';

export type LeaseRelated = {
  readonly property?: InputMaybe<PropertyExpression>;
  readonly tenant?: InputMaybe<TenantExpression>;
};

export type LeaseRows = {
  readonly distinct?: InputMaybe<Scalars['Boolean']['input']>;
  readonly of?: InputMaybe<LeaseExpression>;
  readonly where?: InputMaybe<LeaseWhere>;
};

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
  readonly balance?: InputMaybe<DecimalFilter>;
  readonly deposit?: InputMaybe<DecimalFilter>;
  readonly endDate?: InputMaybe<DateFilter>;
  readonly except?: InputMaybe<LeaseWhere>;
  readonly id?: InputMaybe<IntFilter>;
  readonly not?: InputMaybe<LeaseWhere>;
  readonly or?: InputMaybe<ReadonlyArray<LeaseWhere>>;
  readonly payments?: InputMaybe<PaymentManyWhere>;
  readonly paymentsCount?: InputMaybe<IntFilter>;
  readonly property?: InputMaybe<PropertyWhere>;
  readonly propertyId?: InputMaybe<IntFilter>;
  readonly rent?: InputMaybe<DecimalFilter>;
  readonly startDate?: InputMaybe<DateFilter>;
  readonly status?: InputMaybe<LeaseStatusFilter>;
  readonly tenant?: InputMaybe<TenantWhere>;
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
  readonly str: Maybe<Scalars['String']['output']>;
  readonly tenant: Maybe<Tenant>;
  readonly tenantId: Maybe<Scalars['Int']['output']>;
  readonly title: Scalars['String']['output'];
  readonly updatedAt: Scalars['DateTime']['output'];
};


export type MaintenanceRequestAnnotationArgs = {
  name: Scalars['String']['input'];
};


export type MaintenanceRequestExpensesArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<ExpenseOrderBy>>;
  where?: InputMaybe<ExpenseWhere>;
};

export type MaintenanceRequestAggregate = {
  readonly __typename?: 'MaintenanceRequestAggregate';
  readonly avg: MaintenanceRequestAggregateAvg;
  /** What its rows have in common, null without groups. */
  readonly by: Maybe<MaintenanceRequestAggregateGroup>;
  readonly count: Scalars['Int']['output'];
  readonly countDistinct: MaintenanceRequestAggregateCountDistinct;
  readonly max: MaintenanceRequestAggregateMax;
  readonly min: MaintenanceRequestAggregateMin;
  readonly sum: MaintenanceRequestAggregateSum;
};

export type MaintenanceRequestAggregateAvg = {
  readonly __typename?: 'MaintenanceRequestAggregateAvg';
  readonly estimatedCost: Maybe<Scalars['Decimal']['output']>;
  readonly expensesCount: Maybe<Scalars['Float']['output']>;
  readonly id: Maybe<Scalars['Float']['output']>;
  readonly priorityOrder: Maybe<Scalars['Float']['output']>;
  readonly propertyId: Maybe<Scalars['Float']['output']>;
  readonly tenantId: Maybe<Scalars['Float']['output']>;
};

export type MaintenanceRequestAggregateCountDistinct = {
  readonly __typename?: 'MaintenanceRequestAggregateCountDistinct';
  readonly category: Scalars['Int']['output'];
  readonly completedAt: Scalars['Int']['output'];
  readonly createdAt: Scalars['Int']['output'];
  readonly description: Scalars['Int']['output'];
  readonly estimatedCost: Scalars['Int']['output'];
  readonly expensesCount: Scalars['Int']['output'];
  readonly id: Scalars['Int']['output'];
  readonly priority: Scalars['Int']['output'];
  readonly priorityOrder: Scalars['Int']['output'];
  readonly propertyId: Scalars['Int']['output'];
  readonly reportedAt: Scalars['Int']['output'];
  readonly status: Scalars['Int']['output'];
  readonly tenantId: Scalars['Int']['output'];
  readonly title: Scalars['Int']['output'];
  readonly updatedAt: Scalars['Int']['output'];
};

export type MaintenanceRequestAggregateGroup = {
  readonly __typename?: 'MaintenanceRequestAggregateGroup';
  readonly category: Maybe<MaintenanceRequestCategory>;
  readonly completedAt: Maybe<Scalars['DateTime']['output']>;
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  readonly description: Maybe<Scalars['String']['output']>;
  readonly estimatedCost: Maybe<Scalars['Decimal']['output']>;
  readonly expensesCount: Maybe<Scalars['Int']['output']>;
  readonly id: Maybe<Scalars['Int']['output']>;
  readonly priority: Maybe<MaintenanceRequestPriority>;
  readonly priorityOrder: Maybe<Scalars['Int']['output']>;
  readonly propertyId: Maybe<Scalars['Int']['output']>;
  readonly reportedAt: Maybe<Scalars['DateTime']['output']>;
  readonly status: Maybe<MaintenanceRequestStatus>;
  readonly tenantId: Maybe<Scalars['Int']['output']>;
  readonly title: Maybe<Scalars['String']['output']>;
  readonly updatedAt: Maybe<Scalars['DateTime']['output']>;
};

export type MaintenanceRequestAggregateMax = {
  readonly __typename?: 'MaintenanceRequestAggregateMax';
  readonly completedAt: Maybe<Scalars['DateTime']['output']>;
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  readonly description: Maybe<Scalars['String']['output']>;
  readonly estimatedCost: Maybe<Scalars['Decimal']['output']>;
  readonly expensesCount: Maybe<Scalars['Int']['output']>;
  readonly id: Maybe<Scalars['Int']['output']>;
  readonly priorityOrder: Maybe<Scalars['Int']['output']>;
  readonly propertyId: Maybe<Scalars['Int']['output']>;
  readonly reportedAt: Maybe<Scalars['DateTime']['output']>;
  readonly tenantId: Maybe<Scalars['Int']['output']>;
  readonly title: Maybe<Scalars['String']['output']>;
  readonly updatedAt: Maybe<Scalars['DateTime']['output']>;
};

export type MaintenanceRequestAggregateMin = {
  readonly __typename?: 'MaintenanceRequestAggregateMin';
  readonly completedAt: Maybe<Scalars['DateTime']['output']>;
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  readonly description: Maybe<Scalars['String']['output']>;
  readonly estimatedCost: Maybe<Scalars['Decimal']['output']>;
  readonly expensesCount: Maybe<Scalars['Int']['output']>;
  readonly id: Maybe<Scalars['Int']['output']>;
  readonly priorityOrder: Maybe<Scalars['Int']['output']>;
  readonly propertyId: Maybe<Scalars['Int']['output']>;
  readonly reportedAt: Maybe<Scalars['DateTime']['output']>;
  readonly tenantId: Maybe<Scalars['Int']['output']>;
  readonly title: Maybe<Scalars['String']['output']>;
  readonly updatedAt: Maybe<Scalars['DateTime']['output']>;
};

export type MaintenanceRequestAggregateSum = {
  readonly __typename?: 'MaintenanceRequestAggregateSum';
  readonly estimatedCost: Maybe<Scalars['Decimal']['output']>;
  readonly expensesCount: Maybe<Scalars['Float']['output']>;
  readonly id: Maybe<Scalars['Float']['output']>;
  readonly priorityOrder: Maybe<Scalars['Float']['output']>;
  readonly propertyId: Maybe<Scalars['Float']['output']>;
  readonly tenantId: Maybe<Scalars['Float']['output']>;
};

export type MaintenanceRequestAggregated = {
  readonly expenses?: InputMaybe<ExpenseRows>;
};

export type MaintenanceRequestAnnotation = {
  readonly expression: MaintenanceRequestExpression;
  readonly name: Scalars['String']['input'];
};

export type MaintenanceRequestCase = {
  readonly branches: ReadonlyArray<MaintenanceRequestCaseBranch>;
  readonly otherwise?: InputMaybe<MaintenanceRequestExpression>;
};

export type MaintenanceRequestCaseBranch = {
  readonly gives: MaintenanceRequestExpression;
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

export type MaintenanceRequestExpression = {
  readonly add?: InputMaybe<ReadonlyArray<MaintenanceRequestExpression>>;
  readonly annotation?: InputMaybe<Scalars['String']['input']>;
  readonly avg?: InputMaybe<MaintenanceRequestAggregated>;
  readonly case?: InputMaybe<MaintenanceRequestCase>;
  readonly coalesce?: InputMaybe<ReadonlyArray<MaintenanceRequestExpression>>;
  readonly concat?: InputMaybe<ReadonlyArray<MaintenanceRequestExpression>>;
  readonly count?: InputMaybe<MaintenanceRequestAggregated>;
  readonly divide?: InputMaybe<ReadonlyArray<MaintenanceRequestExpression>>;
  readonly exists?: InputMaybe<MaintenanceRequestAggregated>;
  readonly field?: InputMaybe<MaintenanceRequestOrderField>;
  readonly max?: InputMaybe<MaintenanceRequestAggregated>;
  readonly min?: InputMaybe<MaintenanceRequestAggregated>;
  readonly multiply?: InputMaybe<ReadonlyArray<MaintenanceRequestExpression>>;
  readonly related?: InputMaybe<MaintenanceRequestRelated>;
  readonly subtract?: InputMaybe<ReadonlyArray<MaintenanceRequestExpression>>;
  readonly sum?: InputMaybe<MaintenanceRequestAggregated>;
  readonly value?: InputMaybe<Scalars['Value']['input']>;
};

export type MaintenanceRequestManyWhere = {
  readonly every?: InputMaybe<MaintenanceRequestWhere>;
  readonly none?: InputMaybe<MaintenanceRequestWhere>;
  readonly some?: InputMaybe<MaintenanceRequestWhere>;
};

export type MaintenanceRequestOrderBy = {
  readonly annotation?: InputMaybe<Scalars['String']['input']>;
  readonly direction?: OrderDirection;
  readonly expression?: InputMaybe<MaintenanceRequestExpression>;
  readonly field?: InputMaybe<MaintenanceRequestOrderField>;
  readonly nulls?: InputMaybe<NullsOrder>;
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

export type MaintenanceRequestRelated = {
  readonly property?: InputMaybe<PropertyExpression>;
  readonly tenant?: InputMaybe<TenantExpression>;
};

export type MaintenanceRequestRows = {
  readonly distinct?: InputMaybe<Scalars['Boolean']['input']>;
  readonly of?: InputMaybe<MaintenanceRequestExpression>;
  readonly where?: InputMaybe<MaintenanceRequestWhere>;
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
  readonly except?: InputMaybe<MaintenanceRequestWhere>;
  readonly expenses?: InputMaybe<ExpenseManyWhere>;
  readonly expensesCount?: InputMaybe<IntFilter>;
  readonly id?: InputMaybe<IntFilter>;
  readonly not?: InputMaybe<MaintenanceRequestWhere>;
  readonly or?: InputMaybe<ReadonlyArray<MaintenanceRequestWhere>>;
  readonly priority?: InputMaybe<MaintenanceRequestPriorityFilter>;
  readonly priorityOrder?: InputMaybe<IntFilter>;
  readonly property?: InputMaybe<PropertyWhere>;
  readonly propertyId?: InputMaybe<IntFilter>;
  readonly reportedAt?: InputMaybe<DateTimeFilter>;
  readonly status?: InputMaybe<MaintenanceRequestStatusFilter>;
  readonly tenant?: InputMaybe<TenantWhere>;
  readonly tenantId?: InputMaybe<IntFilter>;
  readonly title?: InputMaybe<StringFilter>;
  readonly updatedAt?: InputMaybe<DateTimeFilter>;
};

/** Where rows without a value go. PostgreSQL puts them last, and first where the order falls. */
export type NullsOrder =
  | 'FIRST'
  | 'LAST';

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
  readonly str: Maybe<Scalars['String']['output']>;
  readonly wasPaidLate: Maybe<Scalars['Value']['output']>;
};


export type PaymentAnnotationArgs = {
  name: Scalars['String']['input'];
};

export type PaymentAggregate = {
  readonly __typename?: 'PaymentAggregate';
  readonly avg: PaymentAggregateAvg;
  /** What its rows have in common, null without groups. */
  readonly by: Maybe<PaymentAggregateGroup>;
  readonly count: Scalars['Int']['output'];
  readonly countDistinct: PaymentAggregateCountDistinct;
  readonly max: PaymentAggregateMax;
  readonly min: PaymentAggregateMin;
  readonly sum: PaymentAggregateSum;
};

export type PaymentAggregateAvg = {
  readonly __typename?: 'PaymentAggregateAvg';
  readonly amount: Maybe<Scalars['Decimal']['output']>;
  readonly id: Maybe<Scalars['Float']['output']>;
  readonly leaseId: Maybe<Scalars['Float']['output']>;
};

export type PaymentAggregateCountDistinct = {
  readonly __typename?: 'PaymentAggregateCountDistinct';
  readonly amount: Scalars['Int']['output'];
  readonly dueDate: Scalars['Int']['output'];
  readonly id: Scalars['Int']['output'];
  readonly leaseId: Scalars['Int']['output'];
  readonly method: Scalars['Int']['output'];
  readonly paidAt: Scalars['Int']['output'];
  readonly status: Scalars['Int']['output'];
};

export type PaymentAggregateGroup = {
  readonly __typename?: 'PaymentAggregateGroup';
  readonly amount: Maybe<Scalars['Decimal']['output']>;
  readonly dueDate: Maybe<Scalars['Date']['output']>;
  readonly id: Maybe<Scalars['Int']['output']>;
  readonly leaseId: Maybe<Scalars['Int']['output']>;
  readonly method: Maybe<PaymentMethod>;
  readonly paidAt: Maybe<Scalars['DateTime']['output']>;
  readonly status: Maybe<PaymentStatus>;
};

export type PaymentAggregateMax = {
  readonly __typename?: 'PaymentAggregateMax';
  readonly amount: Maybe<Scalars['Decimal']['output']>;
  readonly dueDate: Maybe<Scalars['Date']['output']>;
  readonly id: Maybe<Scalars['Int']['output']>;
  readonly leaseId: Maybe<Scalars['Int']['output']>;
  readonly paidAt: Maybe<Scalars['DateTime']['output']>;
};

export type PaymentAggregateMin = {
  readonly __typename?: 'PaymentAggregateMin';
  readonly amount: Maybe<Scalars['Decimal']['output']>;
  readonly dueDate: Maybe<Scalars['Date']['output']>;
  readonly id: Maybe<Scalars['Int']['output']>;
  readonly leaseId: Maybe<Scalars['Int']['output']>;
  readonly paidAt: Maybe<Scalars['DateTime']['output']>;
};

export type PaymentAggregateSum = {
  readonly __typename?: 'PaymentAggregateSum';
  readonly amount: Maybe<Scalars['Decimal']['output']>;
  readonly id: Maybe<Scalars['Float']['output']>;
  readonly leaseId: Maybe<Scalars['Float']['output']>;
};

export type PaymentAnnotation = {
  readonly expression: PaymentExpression;
  readonly name: Scalars['String']['input'];
};

export type PaymentCase = {
  readonly branches: ReadonlyArray<PaymentCaseBranch>;
  readonly otherwise?: InputMaybe<PaymentExpression>;
};

export type PaymentCaseBranch = {
  readonly gives: PaymentExpression;
  readonly where: PaymentWhere;
};

export type PaymentExpression = {
  readonly add?: InputMaybe<ReadonlyArray<PaymentExpression>>;
  readonly annotation?: InputMaybe<Scalars['String']['input']>;
  readonly case?: InputMaybe<PaymentCase>;
  readonly coalesce?: InputMaybe<ReadonlyArray<PaymentExpression>>;
  readonly concat?: InputMaybe<ReadonlyArray<PaymentExpression>>;
  readonly divide?: InputMaybe<ReadonlyArray<PaymentExpression>>;
  readonly field?: InputMaybe<PaymentOrderField>;
  readonly multiply?: InputMaybe<ReadonlyArray<PaymentExpression>>;
  readonly related?: InputMaybe<PaymentRelated>;
  readonly subtract?: InputMaybe<ReadonlyArray<PaymentExpression>>;
  readonly value?: InputMaybe<Scalars['Value']['input']>;
};

export type PaymentManyWhere = {
  readonly every?: InputMaybe<PaymentWhere>;
  readonly none?: InputMaybe<PaymentWhere>;
  readonly some?: InputMaybe<PaymentWhere>;
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
  readonly expression?: InputMaybe<PaymentExpression>;
  readonly field?: InputMaybe<PaymentOrderField>;
  readonly nulls?: InputMaybe<NullsOrder>;
};

export type PaymentOrderField =
  | 'amount'
  | 'dueDate'
  | 'id'
  | 'leaseId'
  | 'method'
  | 'paidAt'
  | 'status';

/** How a tenant has paid so far. */
export type PaymentRecord = {
  readonly __typename?: 'PaymentRecord';
  readonly lastPaidAt: Maybe<Scalars['DateTime']['output']>;
  /** Paid after the day on which they were due. */
  readonly late: Scalars['Int']['output'];
  readonly made: Scalars['Int']['output'];
};

export type PaymentRelated = {
  readonly lease?: InputMaybe<LeaseExpression>;
};

export type PaymentRows = {
  readonly distinct?: InputMaybe<Scalars['Boolean']['input']>;
  readonly of?: InputMaybe<PaymentExpression>;
  readonly where?: InputMaybe<PaymentWhere>;
};

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
  readonly except?: InputMaybe<PaymentWhere>;
  readonly id?: InputMaybe<IntFilter>;
  readonly lease?: InputMaybe<LeaseWhere>;
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
  readonly activeRequestCount: Scalars['Int']['output'];
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
  readonly str: Maybe<Scalars['String']['output']>;
  readonly tags: ReadonlyArray<Tag>;
  readonly tagsCount: Scalars['Int']['output'];
  readonly type: PropertyType;
  readonly updatedAt: Scalars['DateTime']['output'];
};


export type PropertyAnnotationArgs = {
  name: Scalars['String']['input'];
};


export type PropertyExpensesArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<ExpenseOrderBy>>;
  where?: InputMaybe<ExpenseWhere>;
};


export type PropertyLeasesArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<LeaseOrderBy>>;
  where?: InputMaybe<LeaseWhere>;
};


export type PropertyMaintenanceRequestsArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<MaintenanceRequestOrderBy>>;
  where?: InputMaybe<MaintenanceRequestWhere>;
};


export type PropertyTagsArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<TagOrderBy>>;
  where?: InputMaybe<TagWhere>;
};

export type PropertyAggregate = {
  readonly __typename?: 'PropertyAggregate';
  readonly avg: PropertyAggregateAvg;
  /** What its rows have in common, null without groups. */
  readonly by: Maybe<PropertyAggregateGroup>;
  readonly count: Scalars['Int']['output'];
  readonly countDistinct: PropertyAggregateCountDistinct;
  readonly max: PropertyAggregateMax;
  readonly min: PropertyAggregateMin;
  readonly sum: PropertyAggregateSum;
};

export type PropertyAggregateAvg = {
  readonly __typename?: 'PropertyAggregateAvg';
  readonly activeLeaseCount: Maybe<Scalars['Float']['output']>;
  readonly activeRequestCount: Maybe<Scalars['Float']['output']>;
  readonly bathrooms: Maybe<Scalars['Decimal']['output']>;
  readonly bedrooms: Maybe<Scalars['Float']['output']>;
  readonly expensesCount: Maybe<Scalars['Float']['output']>;
  readonly id: Maybe<Scalars['Float']['output']>;
  readonly leaseCount: Maybe<Scalars['Float']['output']>;
  readonly leasesCount: Maybe<Scalars['Float']['output']>;
  readonly maintenanceRequestsCount: Maybe<Scalars['Float']['output']>;
  readonly rent: Maybe<Scalars['Decimal']['output']>;
  readonly squareFeet: Maybe<Scalars['Float']['output']>;
  readonly tagsCount: Maybe<Scalars['Float']['output']>;
};

export type PropertyAggregateCountDistinct = {
  readonly __typename?: 'PropertyAggregateCountDistinct';
  readonly activeLeaseCount: Scalars['Int']['output'];
  readonly activeRequestCount: Scalars['Int']['output'];
  readonly address: Scalars['Int']['output'];
  readonly availableFrom: Scalars['Int']['output'];
  readonly bathrooms: Scalars['Int']['output'];
  readonly bedrooms: Scalars['Int']['output'];
  readonly city: Scalars['Int']['output'];
  readonly createdAt: Scalars['Int']['output'];
  readonly expensesCount: Scalars['Int']['output'];
  readonly id: Scalars['Int']['output'];
  readonly leaseCount: Scalars['Int']['output'];
  readonly leasesCount: Scalars['Int']['output'];
  readonly maintenanceRequestsCount: Scalars['Int']['output'];
  readonly name: Scalars['Int']['output'];
  readonly rent: Scalars['Int']['output'];
  readonly squareFeet: Scalars['Int']['output'];
  readonly status: Scalars['Int']['output'];
  readonly tagsCount: Scalars['Int']['output'];
  readonly type: Scalars['Int']['output'];
  readonly updatedAt: Scalars['Int']['output'];
};

export type PropertyAggregateGroup = {
  readonly __typename?: 'PropertyAggregateGroup';
  readonly activeLeaseCount: Maybe<Scalars['Int']['output']>;
  readonly activeRequestCount: Maybe<Scalars['Int']['output']>;
  readonly address: Maybe<Scalars['String']['output']>;
  readonly availableFrom: Maybe<Scalars['Date']['output']>;
  readonly bathrooms: Maybe<Scalars['Decimal']['output']>;
  readonly bedrooms: Maybe<Scalars['Int']['output']>;
  readonly city: Maybe<Scalars['String']['output']>;
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  readonly expensesCount: Maybe<Scalars['Int']['output']>;
  readonly id: Maybe<Scalars['Int']['output']>;
  readonly leaseCount: Maybe<Scalars['Int']['output']>;
  readonly leasesCount: Maybe<Scalars['Int']['output']>;
  readonly maintenanceRequestsCount: Maybe<Scalars['Int']['output']>;
  readonly name: Maybe<Scalars['String']['output']>;
  readonly rent: Maybe<Scalars['Decimal']['output']>;
  readonly squareFeet: Maybe<Scalars['Int']['output']>;
  readonly status: Maybe<PropertyStatus>;
  readonly tagsCount: Maybe<Scalars['Int']['output']>;
  readonly type: Maybe<PropertyType>;
  readonly updatedAt: Maybe<Scalars['DateTime']['output']>;
};

export type PropertyAggregateMax = {
  readonly __typename?: 'PropertyAggregateMax';
  readonly activeLeaseCount: Maybe<Scalars['Int']['output']>;
  readonly activeRequestCount: Maybe<Scalars['Int']['output']>;
  readonly address: Maybe<Scalars['String']['output']>;
  readonly availableFrom: Maybe<Scalars['Date']['output']>;
  readonly bathrooms: Maybe<Scalars['Decimal']['output']>;
  readonly bedrooms: Maybe<Scalars['Int']['output']>;
  readonly city: Maybe<Scalars['String']['output']>;
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  readonly expensesCount: Maybe<Scalars['Int']['output']>;
  readonly id: Maybe<Scalars['Int']['output']>;
  readonly leaseCount: Maybe<Scalars['Int']['output']>;
  readonly leasesCount: Maybe<Scalars['Int']['output']>;
  readonly maintenanceRequestsCount: Maybe<Scalars['Int']['output']>;
  readonly name: Maybe<Scalars['String']['output']>;
  readonly rent: Maybe<Scalars['Decimal']['output']>;
  readonly squareFeet: Maybe<Scalars['Int']['output']>;
  readonly tagsCount: Maybe<Scalars['Int']['output']>;
  readonly updatedAt: Maybe<Scalars['DateTime']['output']>;
};

export type PropertyAggregateMin = {
  readonly __typename?: 'PropertyAggregateMin';
  readonly activeLeaseCount: Maybe<Scalars['Int']['output']>;
  readonly activeRequestCount: Maybe<Scalars['Int']['output']>;
  readonly address: Maybe<Scalars['String']['output']>;
  readonly availableFrom: Maybe<Scalars['Date']['output']>;
  readonly bathrooms: Maybe<Scalars['Decimal']['output']>;
  readonly bedrooms: Maybe<Scalars['Int']['output']>;
  readonly city: Maybe<Scalars['String']['output']>;
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  readonly expensesCount: Maybe<Scalars['Int']['output']>;
  readonly id: Maybe<Scalars['Int']['output']>;
  readonly leaseCount: Maybe<Scalars['Int']['output']>;
  readonly leasesCount: Maybe<Scalars['Int']['output']>;
  readonly maintenanceRequestsCount: Maybe<Scalars['Int']['output']>;
  readonly name: Maybe<Scalars['String']['output']>;
  readonly rent: Maybe<Scalars['Decimal']['output']>;
  readonly squareFeet: Maybe<Scalars['Int']['output']>;
  readonly tagsCount: Maybe<Scalars['Int']['output']>;
  readonly updatedAt: Maybe<Scalars['DateTime']['output']>;
};

export type PropertyAggregateSum = {
  readonly __typename?: 'PropertyAggregateSum';
  readonly activeLeaseCount: Maybe<Scalars['Float']['output']>;
  readonly activeRequestCount: Maybe<Scalars['Float']['output']>;
  readonly bathrooms: Maybe<Scalars['Decimal']['output']>;
  readonly bedrooms: Maybe<Scalars['Float']['output']>;
  readonly expensesCount: Maybe<Scalars['Float']['output']>;
  readonly id: Maybe<Scalars['Float']['output']>;
  readonly leaseCount: Maybe<Scalars['Float']['output']>;
  readonly leasesCount: Maybe<Scalars['Float']['output']>;
  readonly maintenanceRequestsCount: Maybe<Scalars['Float']['output']>;
  readonly rent: Maybe<Scalars['Decimal']['output']>;
  readonly squareFeet: Maybe<Scalars['Float']['output']>;
  readonly tagsCount: Maybe<Scalars['Float']['output']>;
};

export type PropertyAggregated = {
  readonly expenses?: InputMaybe<ExpenseRows>;
  readonly leases?: InputMaybe<LeaseRows>;
  readonly maintenanceRequests?: InputMaybe<MaintenanceRequestRows>;
  readonly tags?: InputMaybe<TagRows>;
};

export type PropertyAnnotation = {
  readonly expression: PropertyExpression;
  readonly name: Scalars['String']['input'];
};

export type PropertyCase = {
  readonly branches: ReadonlyArray<PropertyCaseBranch>;
  readonly otherwise?: InputMaybe<PropertyExpression>;
};

export type PropertyCaseBranch = {
  readonly gives: PropertyExpression;
  readonly where: PropertyWhere;
};

export type PropertyExpression = {
  readonly add?: InputMaybe<ReadonlyArray<PropertyExpression>>;
  readonly annotation?: InputMaybe<Scalars['String']['input']>;
  readonly avg?: InputMaybe<PropertyAggregated>;
  readonly case?: InputMaybe<PropertyCase>;
  readonly coalesce?: InputMaybe<ReadonlyArray<PropertyExpression>>;
  readonly concat?: InputMaybe<ReadonlyArray<PropertyExpression>>;
  readonly count?: InputMaybe<PropertyAggregated>;
  readonly divide?: InputMaybe<ReadonlyArray<PropertyExpression>>;
  readonly exists?: InputMaybe<PropertyAggregated>;
  readonly field?: InputMaybe<PropertyOrderField>;
  readonly max?: InputMaybe<PropertyAggregated>;
  readonly min?: InputMaybe<PropertyAggregated>;
  readonly multiply?: InputMaybe<ReadonlyArray<PropertyExpression>>;
  readonly subtract?: InputMaybe<ReadonlyArray<PropertyExpression>>;
  readonly sum?: InputMaybe<PropertyAggregated>;
  readonly value?: InputMaybe<Scalars['Value']['input']>;
};

export type PropertyManyWhere = {
  readonly every?: InputMaybe<PropertyWhere>;
  readonly none?: InputMaybe<PropertyWhere>;
  readonly some?: InputMaybe<PropertyWhere>;
};

export type PropertyOrderBy = {
  readonly annotation?: InputMaybe<Scalars['String']['input']>;
  readonly direction?: OrderDirection;
  readonly expression?: InputMaybe<PropertyExpression>;
  readonly field?: InputMaybe<PropertyOrderField>;
  readonly nulls?: InputMaybe<NullsOrder>;
};

export type PropertyOrderField =
  | 'activeLeaseCount'
  | 'activeRequestCount'
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

export type PropertyRows = {
  readonly distinct?: InputMaybe<Scalars['Boolean']['input']>;
  readonly of?: InputMaybe<PropertyExpression>;
  readonly where?: InputMaybe<PropertyWhere>;
};

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
  readonly str: Maybe<Scalars['String']['output']>;
  readonly tagId: Scalars['Int']['output'];
};


export type PropertyTagAnnotationArgs = {
  name: Scalars['String']['input'];
};

export type PropertyTagAggregate = {
  readonly __typename?: 'PropertyTagAggregate';
  readonly avg: PropertyTagAggregateAvg;
  /** What its rows have in common, null without groups. */
  readonly by: Maybe<PropertyTagAggregateGroup>;
  readonly count: Scalars['Int']['output'];
  readonly countDistinct: PropertyTagAggregateCountDistinct;
  readonly max: PropertyTagAggregateMax;
  readonly min: PropertyTagAggregateMin;
  readonly sum: PropertyTagAggregateSum;
};

export type PropertyTagAggregateAvg = {
  readonly __typename?: 'PropertyTagAggregateAvg';
  readonly propertyId: Maybe<Scalars['Float']['output']>;
  readonly tagId: Maybe<Scalars['Float']['output']>;
};

export type PropertyTagAggregateCountDistinct = {
  readonly __typename?: 'PropertyTagAggregateCountDistinct';
  readonly propertyId: Scalars['Int']['output'];
  readonly tagId: Scalars['Int']['output'];
};

export type PropertyTagAggregateGroup = {
  readonly __typename?: 'PropertyTagAggregateGroup';
  readonly propertyId: Maybe<Scalars['Int']['output']>;
  readonly tagId: Maybe<Scalars['Int']['output']>;
};

export type PropertyTagAggregateMax = {
  readonly __typename?: 'PropertyTagAggregateMax';
  readonly propertyId: Maybe<Scalars['Int']['output']>;
  readonly tagId: Maybe<Scalars['Int']['output']>;
};

export type PropertyTagAggregateMin = {
  readonly __typename?: 'PropertyTagAggregateMin';
  readonly propertyId: Maybe<Scalars['Int']['output']>;
  readonly tagId: Maybe<Scalars['Int']['output']>;
};

export type PropertyTagAggregateSum = {
  readonly __typename?: 'PropertyTagAggregateSum';
  readonly propertyId: Maybe<Scalars['Float']['output']>;
  readonly tagId: Maybe<Scalars['Float']['output']>;
};

export type PropertyTagAnnotation = {
  readonly expression: PropertyTagExpression;
  readonly name: Scalars['String']['input'];
};

export type PropertyTagCase = {
  readonly branches: ReadonlyArray<PropertyTagCaseBranch>;
  readonly otherwise?: InputMaybe<PropertyTagExpression>;
};

export type PropertyTagCaseBranch = {
  readonly gives: PropertyTagExpression;
  readonly where: PropertyTagWhere;
};

export type PropertyTagExpression = {
  readonly add?: InputMaybe<ReadonlyArray<PropertyTagExpression>>;
  readonly annotation?: InputMaybe<Scalars['String']['input']>;
  readonly case?: InputMaybe<PropertyTagCase>;
  readonly coalesce?: InputMaybe<ReadonlyArray<PropertyTagExpression>>;
  readonly concat?: InputMaybe<ReadonlyArray<PropertyTagExpression>>;
  readonly divide?: InputMaybe<ReadonlyArray<PropertyTagExpression>>;
  readonly field?: InputMaybe<PropertyTagOrderField>;
  readonly multiply?: InputMaybe<ReadonlyArray<PropertyTagExpression>>;
  readonly subtract?: InputMaybe<ReadonlyArray<PropertyTagExpression>>;
  readonly value?: InputMaybe<Scalars['Value']['input']>;
};

export type PropertyTagManyWhere = {
  readonly every?: InputMaybe<PropertyTagWhere>;
  readonly none?: InputMaybe<PropertyTagWhere>;
  readonly some?: InputMaybe<PropertyTagWhere>;
};

export type PropertyTagOrderBy = {
  readonly annotation?: InputMaybe<Scalars['String']['input']>;
  readonly direction?: OrderDirection;
  readonly expression?: InputMaybe<PropertyTagExpression>;
  readonly field?: InputMaybe<PropertyTagOrderField>;
  readonly nulls?: InputMaybe<NullsOrder>;
};

export type PropertyTagOrderField =
  | 'propertyId'
  | 'tagId';

export type PropertyTagRows = {
  readonly distinct?: InputMaybe<Scalars['Boolean']['input']>;
  readonly of?: InputMaybe<PropertyTagExpression>;
  readonly where?: InputMaybe<PropertyTagWhere>;
};

export type PropertyTagWhere = {
  readonly and?: InputMaybe<ReadonlyArray<PropertyTagWhere>>;
  readonly annotation?: InputMaybe<AnnotationFilter>;
  readonly except?: InputMaybe<PropertyTagWhere>;
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
  readonly activeRequestCount?: InputMaybe<IntFilter>;
  readonly address?: InputMaybe<StringFilter>;
  readonly amenities?: InputMaybe<JsonFilter>;
  readonly and?: InputMaybe<ReadonlyArray<PropertyWhere>>;
  readonly annotation?: InputMaybe<AnnotationFilter>;
  readonly availableFrom?: InputMaybe<DateFilter>;
  readonly bathrooms?: InputMaybe<DecimalFilter>;
  readonly bedrooms?: InputMaybe<IntFilter>;
  readonly city?: InputMaybe<StringFilter>;
  readonly createdAt?: InputMaybe<DateTimeFilter>;
  readonly except?: InputMaybe<PropertyWhere>;
  readonly expenses?: InputMaybe<ExpenseManyWhere>;
  readonly expensesCount?: InputMaybe<IntFilter>;
  readonly id?: InputMaybe<IntFilter>;
  readonly leaseCount?: InputMaybe<IntFilter>;
  readonly leases?: InputMaybe<LeaseManyWhere>;
  readonly leasesCount?: InputMaybe<IntFilter>;
  readonly maintenanceRequests?: InputMaybe<MaintenanceRequestManyWhere>;
  readonly maintenanceRequestsCount?: InputMaybe<IntFilter>;
  readonly name?: InputMaybe<StringFilter>;
  readonly not?: InputMaybe<PropertyWhere>;
  readonly or?: InputMaybe<ReadonlyArray<PropertyWhere>>;
  readonly rent?: InputMaybe<DecimalFilter>;
  readonly squareFeet?: InputMaybe<IntFilter>;
  readonly status?: InputMaybe<PropertyStatusFilter>;
  readonly tags?: InputMaybe<TagManyWhere>;
  readonly tagsCount?: InputMaybe<IntFilter>;
  readonly type?: InputMaybe<PropertyTypeFilter>;
  readonly updatedAt?: InputMaybe<DateTimeFilter>;
};

export type Query = {
  readonly __typename?: 'Query';
  readonly expense: Maybe<Expense>;
  readonly expenses: ReadonlyArray<Expense>;
  readonly expensesAggregate: ReadonlyArray<ExpenseAggregate>;
  readonly expensesCount: Scalars['Int']['output'];
  readonly lease: Maybe<Lease>;
  readonly leases: ReadonlyArray<Lease>;
  readonly leasesAggregate: ReadonlyArray<LeaseAggregate>;
  readonly leasesCount: Scalars['Int']['output'];
  readonly maintenanceRequest: Maybe<MaintenanceRequest>;
  readonly maintenanceRequests: ReadonlyArray<MaintenanceRequest>;
  readonly maintenanceRequestsAggregate: ReadonlyArray<MaintenanceRequestAggregate>;
  readonly maintenanceRequestsCount: Scalars['Int']['output'];
  readonly payment: Maybe<Payment>;
  readonly payments: ReadonlyArray<Payment>;
  readonly paymentsAggregate: ReadonlyArray<PaymentAggregate>;
  readonly paymentsCount: Scalars['Int']['output'];
  readonly properties: ReadonlyArray<Property>;
  readonly propertiesAggregate: ReadonlyArray<PropertyAggregate>;
  readonly propertiesCount: Scalars['Int']['output'];
  readonly property: Maybe<Property>;
  readonly propertyTag: Maybe<PropertyTag>;
  readonly propertyTags: ReadonlyArray<PropertyTag>;
  readonly propertyTagsAggregate: ReadonlyArray<PropertyTagAggregate>;
  readonly propertyTagsCount: Scalars['Int']['output'];
  readonly tag: Maybe<Tag>;
  readonly tags: ReadonlyArray<Tag>;
  readonly tagsAggregate: ReadonlyArray<TagAggregate>;
  readonly tagsCount: Scalars['Int']['output'];
  readonly tenant: Maybe<Tenant>;
  readonly tenants: ReadonlyArray<Tenant>;
  readonly tenantsAggregate: ReadonlyArray<TenantAggregate>;
  readonly tenantsCount: Scalars['Int']['output'];
  readonly user: Maybe<User>;
  readonly users: ReadonlyArray<User>;
  readonly usersAggregate: ReadonlyArray<UserAggregate>;
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


export type QueryExpensesAggregateArgs = {
  annotate?: InputMaybe<ReadonlyArray<ExpenseAnnotation>>;
  by?: InputMaybe<ReadonlyArray<ExpenseOrderField>>;
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


export type QueryLeasesAggregateArgs = {
  annotate?: InputMaybe<ReadonlyArray<LeaseAnnotation>>;
  by?: InputMaybe<ReadonlyArray<LeaseOrderField>>;
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


export type QueryMaintenanceRequestsAggregateArgs = {
  annotate?: InputMaybe<ReadonlyArray<MaintenanceRequestAnnotation>>;
  by?: InputMaybe<ReadonlyArray<MaintenanceRequestOrderField>>;
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


export type QueryPaymentsAggregateArgs = {
  annotate?: InputMaybe<ReadonlyArray<PaymentAnnotation>>;
  by?: InputMaybe<ReadonlyArray<PaymentOrderField>>;
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


export type QueryPropertiesAggregateArgs = {
  annotate?: InputMaybe<ReadonlyArray<PropertyAnnotation>>;
  by?: InputMaybe<ReadonlyArray<PropertyOrderField>>;
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


export type QueryPropertyTagsAggregateArgs = {
  annotate?: InputMaybe<ReadonlyArray<PropertyTagAnnotation>>;
  by?: InputMaybe<ReadonlyArray<PropertyTagOrderField>>;
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


export type QueryTagsAggregateArgs = {
  annotate?: InputMaybe<ReadonlyArray<TagAnnotation>>;
  by?: InputMaybe<ReadonlyArray<TagOrderField>>;
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


export type QueryTenantsAggregateArgs = {
  annotate?: InputMaybe<ReadonlyArray<TenantAnnotation>>;
  by?: InputMaybe<ReadonlyArray<TenantOrderField>>;
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


export type QueryUsersAggregateArgs = {
  annotate?: InputMaybe<ReadonlyArray<UserAnnotation>>;
  by?: InputMaybe<ReadonlyArray<UserOrderField>>;
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
  readonly str: Maybe<Scalars['String']['output']>;
};


export type TagAnnotationArgs = {
  name: Scalars['String']['input'];
};


export type TagPropertiesArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<PropertyOrderBy>>;
  where?: InputMaybe<PropertyWhere>;
};

export type TagAggregate = {
  readonly __typename?: 'TagAggregate';
  readonly avg: TagAggregateAvg;
  /** What its rows have in common, null without groups. */
  readonly by: Maybe<TagAggregateGroup>;
  readonly count: Scalars['Int']['output'];
  readonly countDistinct: TagAggregateCountDistinct;
  readonly max: TagAggregateMax;
  readonly min: TagAggregateMin;
  readonly sum: TagAggregateSum;
};

export type TagAggregateAvg = {
  readonly __typename?: 'TagAggregateAvg';
  readonly id: Maybe<Scalars['Float']['output']>;
  readonly propertiesCount: Maybe<Scalars['Float']['output']>;
};

export type TagAggregateCountDistinct = {
  readonly __typename?: 'TagAggregateCountDistinct';
  readonly color: Scalars['Int']['output'];
  readonly id: Scalars['Int']['output'];
  readonly name: Scalars['Int']['output'];
  readonly propertiesCount: Scalars['Int']['output'];
};

export type TagAggregateGroup = {
  readonly __typename?: 'TagAggregateGroup';
  readonly color: Maybe<TagColor>;
  readonly id: Maybe<Scalars['Int']['output']>;
  readonly name: Maybe<Scalars['String']['output']>;
  readonly propertiesCount: Maybe<Scalars['Int']['output']>;
};

export type TagAggregateMax = {
  readonly __typename?: 'TagAggregateMax';
  readonly id: Maybe<Scalars['Int']['output']>;
  readonly name: Maybe<Scalars['String']['output']>;
  readonly propertiesCount: Maybe<Scalars['Int']['output']>;
};

export type TagAggregateMin = {
  readonly __typename?: 'TagAggregateMin';
  readonly id: Maybe<Scalars['Int']['output']>;
  readonly name: Maybe<Scalars['String']['output']>;
  readonly propertiesCount: Maybe<Scalars['Int']['output']>;
};

export type TagAggregateSum = {
  readonly __typename?: 'TagAggregateSum';
  readonly id: Maybe<Scalars['Float']['output']>;
  readonly propertiesCount: Maybe<Scalars['Float']['output']>;
};

export type TagAggregated = {
  readonly properties?: InputMaybe<PropertyRows>;
};

export type TagAnnotation = {
  readonly expression: TagExpression;
  readonly name: Scalars['String']['input'];
};

export type TagCase = {
  readonly branches: ReadonlyArray<TagCaseBranch>;
  readonly otherwise?: InputMaybe<TagExpression>;
};

export type TagCaseBranch = {
  readonly gives: TagExpression;
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

export type TagExpression = {
  readonly add?: InputMaybe<ReadonlyArray<TagExpression>>;
  readonly annotation?: InputMaybe<Scalars['String']['input']>;
  readonly avg?: InputMaybe<TagAggregated>;
  readonly case?: InputMaybe<TagCase>;
  readonly coalesce?: InputMaybe<ReadonlyArray<TagExpression>>;
  readonly concat?: InputMaybe<ReadonlyArray<TagExpression>>;
  readonly count?: InputMaybe<TagAggregated>;
  readonly divide?: InputMaybe<ReadonlyArray<TagExpression>>;
  readonly exists?: InputMaybe<TagAggregated>;
  readonly field?: InputMaybe<TagOrderField>;
  readonly max?: InputMaybe<TagAggregated>;
  readonly min?: InputMaybe<TagAggregated>;
  readonly multiply?: InputMaybe<ReadonlyArray<TagExpression>>;
  readonly subtract?: InputMaybe<ReadonlyArray<TagExpression>>;
  readonly sum?: InputMaybe<TagAggregated>;
  readonly value?: InputMaybe<Scalars['Value']['input']>;
};

export type TagManyWhere = {
  readonly every?: InputMaybe<TagWhere>;
  readonly none?: InputMaybe<TagWhere>;
  readonly some?: InputMaybe<TagWhere>;
};

export type TagOrderBy = {
  readonly annotation?: InputMaybe<Scalars['String']['input']>;
  readonly direction?: OrderDirection;
  readonly expression?: InputMaybe<TagExpression>;
  readonly field?: InputMaybe<TagOrderField>;
  readonly nulls?: InputMaybe<NullsOrder>;
};

export type TagOrderField =
  | 'color'
  | 'id'
  | 'name'
  | 'propertiesCount';

export type TagRows = {
  readonly distinct?: InputMaybe<Scalars['Boolean']['input']>;
  readonly of?: InputMaybe<TagExpression>;
  readonly where?: InputMaybe<TagWhere>;
};

export type TagWhere = {
  readonly and?: InputMaybe<ReadonlyArray<TagWhere>>;
  readonly annotation?: InputMaybe<AnnotationFilter>;
  readonly color?: InputMaybe<TagColorFilter>;
  readonly except?: InputMaybe<TagWhere>;
  readonly id?: InputMaybe<IntFilter>;
  readonly name?: InputMaybe<StringFilter>;
  readonly not?: InputMaybe<TagWhere>;
  readonly or?: InputMaybe<ReadonlyArray<TagWhere>>;
  readonly properties?: InputMaybe<PropertyManyWhere>;
  readonly propertiesCount?: InputMaybe<IntFilter>;
};

export type Tenant = {
  readonly __typename?: 'Tenant';
  /** What the query itself annotates its rows with, by name. */
  readonly annotation: Maybe<Scalars['Value']['output']>;
  readonly balance: Scalars['Decimal']['output'];
  readonly currentLease: Maybe<Lease>;
  readonly emergencyContact: Maybe<Scalars['String']['output']>;
  readonly id: Scalars['Int']['output'];
  readonly leases: ReadonlyArray<Lease>;
  readonly leasesCount: Scalars['Int']['output'];
  readonly maintenanceRequests: ReadonlyArray<MaintenanceRequest>;
  readonly maintenanceRequestsCount: Scalars['Int']['output'];
  readonly moveInDate: Scalars['Date']['output'];
  readonly paymentRecord: PaymentRecord;
  readonly preferences: Scalars['JSON']['output'];
  /** How it prints. */
  readonly str: Maybe<Scalars['String']['output']>;
  readonly user: Maybe<User>;
  readonly userId: Scalars['Int']['output'];
};


export type TenantAnnotationArgs = {
  name: Scalars['String']['input'];
};


export type TenantLeasesArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<LeaseOrderBy>>;
  where?: InputMaybe<LeaseWhere>;
};


export type TenantMaintenanceRequestsArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<MaintenanceRequestOrderBy>>;
  where?: InputMaybe<MaintenanceRequestWhere>;
};

export type TenantAggregate = {
  readonly __typename?: 'TenantAggregate';
  readonly avg: TenantAggregateAvg;
  /** What its rows have in common, null without groups. */
  readonly by: Maybe<TenantAggregateGroup>;
  readonly count: Scalars['Int']['output'];
  readonly countDistinct: TenantAggregateCountDistinct;
  readonly max: TenantAggregateMax;
  readonly min: TenantAggregateMin;
  readonly sum: TenantAggregateSum;
};

export type TenantAggregateAvg = {
  readonly __typename?: 'TenantAggregateAvg';
  readonly balance: Maybe<Scalars['Decimal']['output']>;
  readonly id: Maybe<Scalars['Float']['output']>;
  readonly leasesCount: Maybe<Scalars['Float']['output']>;
  readonly maintenanceRequestsCount: Maybe<Scalars['Float']['output']>;
  readonly userId: Maybe<Scalars['Float']['output']>;
};

export type TenantAggregateCountDistinct = {
  readonly __typename?: 'TenantAggregateCountDistinct';
  readonly balance: Scalars['Int']['output'];
  readonly emergencyContact: Scalars['Int']['output'];
  readonly id: Scalars['Int']['output'];
  readonly leasesCount: Scalars['Int']['output'];
  readonly maintenanceRequestsCount: Scalars['Int']['output'];
  readonly moveInDate: Scalars['Int']['output'];
  readonly userId: Scalars['Int']['output'];
};

export type TenantAggregateGroup = {
  readonly __typename?: 'TenantAggregateGroup';
  readonly balance: Maybe<Scalars['Decimal']['output']>;
  readonly emergencyContact: Maybe<Scalars['String']['output']>;
  readonly id: Maybe<Scalars['Int']['output']>;
  readonly leasesCount: Maybe<Scalars['Int']['output']>;
  readonly maintenanceRequestsCount: Maybe<Scalars['Int']['output']>;
  readonly moveInDate: Maybe<Scalars['Date']['output']>;
  readonly userId: Maybe<Scalars['Int']['output']>;
};

export type TenantAggregateMax = {
  readonly __typename?: 'TenantAggregateMax';
  readonly balance: Maybe<Scalars['Decimal']['output']>;
  readonly emergencyContact: Maybe<Scalars['String']['output']>;
  readonly id: Maybe<Scalars['Int']['output']>;
  readonly leasesCount: Maybe<Scalars['Int']['output']>;
  readonly maintenanceRequestsCount: Maybe<Scalars['Int']['output']>;
  readonly moveInDate: Maybe<Scalars['Date']['output']>;
  readonly userId: Maybe<Scalars['Int']['output']>;
};

export type TenantAggregateMin = {
  readonly __typename?: 'TenantAggregateMin';
  readonly balance: Maybe<Scalars['Decimal']['output']>;
  readonly emergencyContact: Maybe<Scalars['String']['output']>;
  readonly id: Maybe<Scalars['Int']['output']>;
  readonly leasesCount: Maybe<Scalars['Int']['output']>;
  readonly maintenanceRequestsCount: Maybe<Scalars['Int']['output']>;
  readonly moveInDate: Maybe<Scalars['Date']['output']>;
  readonly userId: Maybe<Scalars['Int']['output']>;
};

export type TenantAggregateSum = {
  readonly __typename?: 'TenantAggregateSum';
  readonly balance: Maybe<Scalars['Decimal']['output']>;
  readonly id: Maybe<Scalars['Float']['output']>;
  readonly leasesCount: Maybe<Scalars['Float']['output']>;
  readonly maintenanceRequestsCount: Maybe<Scalars['Float']['output']>;
  readonly userId: Maybe<Scalars['Float']['output']>;
};

export type TenantAggregated = {
  readonly leases?: InputMaybe<LeaseRows>;
  readonly maintenanceRequests?: InputMaybe<MaintenanceRequestRows>;
};

export type TenantAnnotation = {
  readonly expression: TenantExpression;
  readonly name: Scalars['String']['input'];
};

export type TenantCase = {
  readonly branches: ReadonlyArray<TenantCaseBranch>;
  readonly otherwise?: InputMaybe<TenantExpression>;
};

export type TenantCaseBranch = {
  readonly gives: TenantExpression;
  readonly where: TenantWhere;
};

export type TenantExpression = {
  readonly add?: InputMaybe<ReadonlyArray<TenantExpression>>;
  readonly annotation?: InputMaybe<Scalars['String']['input']>;
  readonly avg?: InputMaybe<TenantAggregated>;
  readonly case?: InputMaybe<TenantCase>;
  readonly coalesce?: InputMaybe<ReadonlyArray<TenantExpression>>;
  readonly concat?: InputMaybe<ReadonlyArray<TenantExpression>>;
  readonly count?: InputMaybe<TenantAggregated>;
  readonly divide?: InputMaybe<ReadonlyArray<TenantExpression>>;
  readonly exists?: InputMaybe<TenantAggregated>;
  readonly field?: InputMaybe<TenantOrderField>;
  readonly max?: InputMaybe<TenantAggregated>;
  readonly min?: InputMaybe<TenantAggregated>;
  readonly multiply?: InputMaybe<ReadonlyArray<TenantExpression>>;
  readonly related?: InputMaybe<TenantRelated>;
  readonly subtract?: InputMaybe<ReadonlyArray<TenantExpression>>;
  readonly sum?: InputMaybe<TenantAggregated>;
  readonly value?: InputMaybe<Scalars['Value']['input']>;
};

export type TenantManyWhere = {
  readonly every?: InputMaybe<TenantWhere>;
  readonly none?: InputMaybe<TenantWhere>;
  readonly some?: InputMaybe<TenantWhere>;
};

export type TenantOrderBy = {
  readonly annotation?: InputMaybe<Scalars['String']['input']>;
  readonly direction?: OrderDirection;
  readonly expression?: InputMaybe<TenantExpression>;
  readonly field?: InputMaybe<TenantOrderField>;
  readonly nulls?: InputMaybe<NullsOrder>;
};

export type TenantOrderField =
  | 'balance'
  | 'emergencyContact'
  | 'id'
  | 'leasesCount'
  | 'maintenanceRequestsCount'
  | 'moveInDate'
  | 'userId';

export type TenantRelated = {
  readonly currentLease?: InputMaybe<LeaseExpression>;
  readonly user?: InputMaybe<UserExpression>;
};

export type TenantRows = {
  readonly distinct?: InputMaybe<Scalars['Boolean']['input']>;
  readonly of?: InputMaybe<TenantExpression>;
  readonly where?: InputMaybe<TenantWhere>;
};

export type TenantWhere = {
  readonly and?: InputMaybe<ReadonlyArray<TenantWhere>>;
  readonly annotation?: InputMaybe<AnnotationFilter>;
  readonly balance?: InputMaybe<DecimalFilter>;
  readonly currentLease?: InputMaybe<LeaseWhere>;
  readonly emergencyContact?: InputMaybe<StringFilter>;
  readonly except?: InputMaybe<TenantWhere>;
  readonly id?: InputMaybe<IntFilter>;
  readonly leases?: InputMaybe<LeaseManyWhere>;
  readonly leasesCount?: InputMaybe<IntFilter>;
  readonly maintenanceRequests?: InputMaybe<MaintenanceRequestManyWhere>;
  readonly maintenanceRequestsCount?: InputMaybe<IntFilter>;
  readonly moveInDate?: InputMaybe<DateFilter>;
  readonly not?: InputMaybe<TenantWhere>;
  readonly or?: InputMaybe<ReadonlyArray<TenantWhere>>;
  readonly preferences?: InputMaybe<JsonFilter>;
  readonly user?: InputMaybe<UserWhere>;
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
  readonly str: Maybe<Scalars['String']['output']>;
  readonly tenant: Maybe<Tenant>;
  readonly updatedAt: Scalars['DateTime']['output'];
};


export type UserAnnotationArgs = {
  name: Scalars['String']['input'];
};

export type UserAggregate = {
  readonly __typename?: 'UserAggregate';
  readonly avg: UserAggregateAvg;
  /** What its rows have in common, null without groups. */
  readonly by: Maybe<UserAggregateGroup>;
  readonly count: Scalars['Int']['output'];
  readonly countDistinct: UserAggregateCountDistinct;
  readonly max: UserAggregateMax;
  readonly min: UserAggregateMin;
  readonly sum: UserAggregateSum;
};

export type UserAggregateAvg = {
  readonly __typename?: 'UserAggregateAvg';
  readonly id: Maybe<Scalars['Float']['output']>;
};

export type UserAggregateCountDistinct = {
  readonly __typename?: 'UserAggregateCountDistinct';
  readonly createdAt: Scalars['Int']['output'];
  readonly email: Scalars['Int']['output'];
  readonly firstName: Scalars['Int']['output'];
  readonly id: Scalars['Int']['output'];
  readonly lastName: Scalars['Int']['output'];
  readonly phone: Scalars['Int']['output'];
  readonly role: Scalars['Int']['output'];
  readonly updatedAt: Scalars['Int']['output'];
};

export type UserAggregateGroup = {
  readonly __typename?: 'UserAggregateGroup';
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  readonly email: Maybe<Scalars['String']['output']>;
  readonly firstName: Maybe<Scalars['String']['output']>;
  readonly id: Maybe<Scalars['Int']['output']>;
  readonly lastName: Maybe<Scalars['String']['output']>;
  readonly phone: Maybe<Scalars['String']['output']>;
  readonly role: Maybe<UserRole>;
  readonly updatedAt: Maybe<Scalars['DateTime']['output']>;
};

export type UserAggregateMax = {
  readonly __typename?: 'UserAggregateMax';
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  readonly email: Maybe<Scalars['String']['output']>;
  readonly firstName: Maybe<Scalars['String']['output']>;
  readonly id: Maybe<Scalars['Int']['output']>;
  readonly lastName: Maybe<Scalars['String']['output']>;
  readonly phone: Maybe<Scalars['String']['output']>;
  readonly updatedAt: Maybe<Scalars['DateTime']['output']>;
};

export type UserAggregateMin = {
  readonly __typename?: 'UserAggregateMin';
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  readonly email: Maybe<Scalars['String']['output']>;
  readonly firstName: Maybe<Scalars['String']['output']>;
  readonly id: Maybe<Scalars['Int']['output']>;
  readonly lastName: Maybe<Scalars['String']['output']>;
  readonly phone: Maybe<Scalars['String']['output']>;
  readonly updatedAt: Maybe<Scalars['DateTime']['output']>;
};

export type UserAggregateSum = {
  readonly __typename?: 'UserAggregateSum';
  readonly id: Maybe<Scalars['Float']['output']>;
};

export type UserAnnotation = {
  readonly expression: UserExpression;
  readonly name: Scalars['String']['input'];
};

export type UserCase = {
  readonly branches: ReadonlyArray<UserCaseBranch>;
  readonly otherwise?: InputMaybe<UserExpression>;
};

export type UserCaseBranch = {
  readonly gives: UserExpression;
  readonly where: UserWhere;
};

export type UserExpression = {
  readonly add?: InputMaybe<ReadonlyArray<UserExpression>>;
  readonly annotation?: InputMaybe<Scalars['String']['input']>;
  readonly case?: InputMaybe<UserCase>;
  readonly coalesce?: InputMaybe<ReadonlyArray<UserExpression>>;
  readonly concat?: InputMaybe<ReadonlyArray<UserExpression>>;
  readonly divide?: InputMaybe<ReadonlyArray<UserExpression>>;
  readonly field?: InputMaybe<UserOrderField>;
  readonly multiply?: InputMaybe<ReadonlyArray<UserExpression>>;
  readonly related?: InputMaybe<UserRelated>;
  readonly subtract?: InputMaybe<ReadonlyArray<UserExpression>>;
  readonly value?: InputMaybe<Scalars['Value']['input']>;
};

export type UserManyWhere = {
  readonly every?: InputMaybe<UserWhere>;
  readonly none?: InputMaybe<UserWhere>;
  readonly some?: InputMaybe<UserWhere>;
};

export type UserOrderBy = {
  readonly annotation?: InputMaybe<Scalars['String']['input']>;
  readonly direction?: OrderDirection;
  readonly expression?: InputMaybe<UserExpression>;
  readonly field?: InputMaybe<UserOrderField>;
  readonly nulls?: InputMaybe<NullsOrder>;
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

export type UserRelated = {
  readonly tenant?: InputMaybe<TenantExpression>;
};

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

export type UserRows = {
  readonly distinct?: InputMaybe<Scalars['Boolean']['input']>;
  readonly of?: InputMaybe<UserExpression>;
  readonly where?: InputMaybe<UserWhere>;
};

export type UserWhere = {
  readonly and?: InputMaybe<ReadonlyArray<UserWhere>>;
  readonly annotation?: InputMaybe<AnnotationFilter>;
  readonly createdAt?: InputMaybe<DateTimeFilter>;
  readonly email?: InputMaybe<StringFilter>;
  readonly except?: InputMaybe<UserWhere>;
  readonly firstName?: InputMaybe<StringFilter>;
  readonly id?: InputMaybe<IntFilter>;
  readonly lastName?: InputMaybe<StringFilter>;
  readonly not?: InputMaybe<UserWhere>;
  readonly or?: InputMaybe<ReadonlyArray<UserWhere>>;
  readonly phone?: InputMaybe<StringFilter>;
  readonly role?: InputMaybe<UserRoleFilter>;
  readonly tenant?: InputMaybe<TenantWhere>;
  readonly updatedAt?: InputMaybe<DateTimeFilter>;
};
