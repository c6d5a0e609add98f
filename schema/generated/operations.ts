/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type AnnotationFilter = {
  readonly contains?: string | null | undefined;
  readonly endsWith?: string | null | undefined;
  readonly eq?: string | number | boolean | null | null | undefined;
  readonly gt?: string | number | boolean | null | null | undefined;
  readonly gte?: string | number | boolean | null | null | undefined;
  readonly iLike?: string | null | undefined;
  readonly in?: ReadonlyArray<string | number | boolean | null> | null | undefined;
  readonly isNull?: boolean | null | undefined;
  readonly like?: string | null | undefined;
  readonly lt?: string | number | boolean | null | null | undefined;
  readonly lte?: string | number | boolean | null | null | undefined;
  readonly name: string;
  readonly ne?: string | number | boolean | null | null | undefined;
  readonly notIn?: ReadonlyArray<string | number | boolean | null> | null | undefined;
  readonly startsWith?: string | null | undefined;
};

export type DateFilter = {
  readonly eq?: string | null | undefined;
  readonly gt?: string | null | undefined;
  readonly gte?: string | null | undefined;
  readonly in?: ReadonlyArray<string> | null | undefined;
  readonly isNull?: boolean | null | undefined;
  readonly lt?: string | null | undefined;
  readonly lte?: string | null | undefined;
  readonly ne?: string | null | undefined;
  readonly notIn?: ReadonlyArray<string> | null | undefined;
};

export type DateTimeFilter = {
  readonly eq?: string | null | undefined;
  readonly gt?: string | null | undefined;
  readonly gte?: string | null | undefined;
  readonly in?: ReadonlyArray<string> | null | undefined;
  readonly isNull?: boolean | null | undefined;
  readonly lt?: string | null | undefined;
  readonly lte?: string | null | undefined;
  readonly ne?: string | null | undefined;
  readonly notIn?: ReadonlyArray<string> | null | undefined;
};

export type DecimalFilter = {
  readonly eq?: string | null | undefined;
  readonly gt?: string | null | undefined;
  readonly gte?: string | null | undefined;
  readonly in?: ReadonlyArray<string> | null | undefined;
  readonly isNull?: boolean | null | undefined;
  readonly lt?: string | null | undefined;
  readonly lte?: string | null | undefined;
  readonly ne?: string | null | undefined;
  readonly notIn?: ReadonlyArray<string> | null | undefined;
};

export type ExpenseCase = {
  readonly branches: ReadonlyArray<ExpenseCaseBranch>;
  readonly otherwise?: ExpenseExpression | null | undefined;
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
  readonly eq?: ExpenseCategory | null | undefined;
  readonly in?: ReadonlyArray<ExpenseCategory> | null | undefined;
  readonly isNull?: boolean | null | undefined;
  readonly ne?: ExpenseCategory | null | undefined;
  readonly notIn?: ReadonlyArray<ExpenseCategory> | null | undefined;
};

export type ExpenseExpression = {
  readonly add?: ReadonlyArray<ExpenseExpression> | null | undefined;
  readonly annotation?: string | null | undefined;
  readonly case?: ExpenseCase | null | undefined;
  readonly coalesce?: ReadonlyArray<ExpenseExpression> | null | undefined;
  readonly concat?: ReadonlyArray<ExpenseExpression> | null | undefined;
  readonly divide?: ReadonlyArray<ExpenseExpression> | null | undefined;
  readonly field?: ExpenseOrderField | null | undefined;
  readonly multiply?: ReadonlyArray<ExpenseExpression> | null | undefined;
  readonly related?: ExpenseRelated | null | undefined;
  readonly subtract?: ReadonlyArray<ExpenseExpression> | null | undefined;
  readonly value?: string | number | boolean | null | null | undefined;
};

export type ExpenseManyWhere = {
  readonly every?: ExpenseWhere | null | undefined;
  readonly none?: ExpenseWhere | null | undefined;
  readonly some?: ExpenseWhere | null | undefined;
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
  readonly maintenanceRequest?: MaintenanceRequestExpression | null | undefined;
  readonly property?: PropertyExpression | null | undefined;
};

export type ExpenseRows = {
  readonly distinct?: boolean | null | undefined;
  readonly of?: ExpenseExpression | null | undefined;
  readonly where?: ExpenseWhere | null | undefined;
};

export type ExpenseWhere = {
  readonly amount?: DecimalFilter | null | undefined;
  readonly and?: ReadonlyArray<ExpenseWhere> | null | undefined;
  readonly annotation?: AnnotationFilter | null | undefined;
  readonly category?: ExpenseCategoryFilter | null | undefined;
  readonly except?: ExpenseWhere | null | undefined;
  readonly id?: IntFilter | null | undefined;
  readonly incurredOn?: DateFilter | null | undefined;
  readonly maintenanceRequest?: MaintenanceRequestWhere | null | undefined;
  readonly maintenanceRequestId?: IntFilter | null | undefined;
  readonly not?: ExpenseWhere | null | undefined;
  readonly or?: ReadonlyArray<ExpenseWhere> | null | undefined;
  readonly property?: PropertyWhere | null | undefined;
  readonly propertyId?: IntFilter | null | undefined;
  readonly vendor?: StringFilter | null | undefined;
};

export type IntFilter = {
  readonly eq?: number | null | undefined;
  readonly gt?: number | null | undefined;
  readonly gte?: number | null | undefined;
  readonly in?: ReadonlyArray<number> | null | undefined;
  readonly isNull?: boolean | null | undefined;
  readonly lt?: number | null | undefined;
  readonly lte?: number | null | undefined;
  readonly ne?: number | null | undefined;
  readonly notIn?: ReadonlyArray<number> | null | undefined;
};

export type JsonFilter = {
  readonly isNull?: boolean | null | undefined;
};

export type LeaseAggregated = {
  readonly payments?: PaymentRows | null | undefined;
};

export type LeaseCase = {
  readonly branches: ReadonlyArray<LeaseCaseBranch>;
  readonly otherwise?: LeaseExpression | null | undefined;
};

export type LeaseCaseBranch = {
  readonly gives: LeaseExpression;
  readonly where: LeaseWhere;
};

export type LeaseExpression = {
  readonly add?: ReadonlyArray<LeaseExpression> | null | undefined;
  readonly annotation?: string | null | undefined;
  readonly avg?: LeaseAggregated | null | undefined;
  readonly case?: LeaseCase | null | undefined;
  readonly coalesce?: ReadonlyArray<LeaseExpression> | null | undefined;
  readonly concat?: ReadonlyArray<LeaseExpression> | null | undefined;
  readonly count?: LeaseAggregated | null | undefined;
  readonly divide?: ReadonlyArray<LeaseExpression> | null | undefined;
  readonly exists?: LeaseAggregated | null | undefined;
  readonly field?: LeaseOrderField | null | undefined;
  readonly max?: LeaseAggregated | null | undefined;
  readonly min?: LeaseAggregated | null | undefined;
  readonly multiply?: ReadonlyArray<LeaseExpression> | null | undefined;
  readonly related?: LeaseRelated | null | undefined;
  readonly subtract?: ReadonlyArray<LeaseExpression> | null | undefined;
  readonly sum?: LeaseAggregated | null | undefined;
  readonly value?: string | number | boolean | null | null | undefined;
};

export type LeaseManyWhere = {
  readonly every?: LeaseWhere | null | undefined;
  readonly none?: LeaseWhere | null | undefined;
  readonly some?: LeaseWhere | null | undefined;
};

export type LeaseOrderBy = {
  readonly annotation?: string | null | undefined;
  readonly direction?: OrderDirection;
  readonly expression?: LeaseExpression | null | undefined;
  readonly field?: LeaseOrderField | null | undefined;
  readonly nulls?: NullsOrder | null | undefined;
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
  readonly property?: PropertyExpression | null | undefined;
  readonly tenant?: TenantExpression | null | undefined;
};

export type LeaseRows = {
  readonly distinct?: boolean | null | undefined;
  readonly of?: LeaseExpression | null | undefined;
  readonly where?: LeaseWhere | null | undefined;
};

export type LeaseStatus =
  | 'active'
  | 'expired'
  | 'terminated'
  | 'upcoming';

export type LeaseStatusFilter = {
  readonly eq?: LeaseStatus | null | undefined;
  readonly in?: ReadonlyArray<LeaseStatus> | null | undefined;
  readonly isNull?: boolean | null | undefined;
  readonly ne?: LeaseStatus | null | undefined;
  readonly notIn?: ReadonlyArray<LeaseStatus> | null | undefined;
};

export type LeaseWhere = {
  readonly and?: ReadonlyArray<LeaseWhere> | null | undefined;
  readonly annotation?: AnnotationFilter | null | undefined;
  readonly balance?: DecimalFilter | null | undefined;
  readonly deposit?: DecimalFilter | null | undefined;
  readonly endDate?: DateFilter | null | undefined;
  readonly except?: LeaseWhere | null | undefined;
  readonly id?: IntFilter | null | undefined;
  readonly not?: LeaseWhere | null | undefined;
  readonly or?: ReadonlyArray<LeaseWhere> | null | undefined;
  readonly payments?: PaymentManyWhere | null | undefined;
  readonly paymentsCount?: IntFilter | null | undefined;
  readonly property?: PropertyWhere | null | undefined;
  readonly propertyId?: IntFilter | null | undefined;
  readonly rent?: DecimalFilter | null | undefined;
  readonly startDate?: DateFilter | null | undefined;
  readonly status?: LeaseStatusFilter | null | undefined;
  readonly tenant?: TenantWhere | null | undefined;
  readonly tenantId?: IntFilter | null | undefined;
};

export type MaintenanceRequestAggregated = {
  readonly expenses?: ExpenseRows | null | undefined;
};

export type MaintenanceRequestCase = {
  readonly branches: ReadonlyArray<MaintenanceRequestCaseBranch>;
  readonly otherwise?: MaintenanceRequestExpression | null | undefined;
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
  readonly eq?: MaintenanceRequestCategory | null | undefined;
  readonly in?: ReadonlyArray<MaintenanceRequestCategory> | null | undefined;
  readonly isNull?: boolean | null | undefined;
  readonly ne?: MaintenanceRequestCategory | null | undefined;
  readonly notIn?: ReadonlyArray<MaintenanceRequestCategory> | null | undefined;
};

export type MaintenanceRequestExpression = {
  readonly add?: ReadonlyArray<MaintenanceRequestExpression> | null | undefined;
  readonly annotation?: string | null | undefined;
  readonly avg?: MaintenanceRequestAggregated | null | undefined;
  readonly case?: MaintenanceRequestCase | null | undefined;
  readonly coalesce?: ReadonlyArray<MaintenanceRequestExpression> | null | undefined;
  readonly concat?: ReadonlyArray<MaintenanceRequestExpression> | null | undefined;
  readonly count?: MaintenanceRequestAggregated | null | undefined;
  readonly divide?: ReadonlyArray<MaintenanceRequestExpression> | null | undefined;
  readonly exists?: MaintenanceRequestAggregated | null | undefined;
  readonly field?: MaintenanceRequestOrderField | null | undefined;
  readonly max?: MaintenanceRequestAggregated | null | undefined;
  readonly min?: MaintenanceRequestAggregated | null | undefined;
  readonly multiply?: ReadonlyArray<MaintenanceRequestExpression> | null | undefined;
  readonly related?: MaintenanceRequestRelated | null | undefined;
  readonly subtract?: ReadonlyArray<MaintenanceRequestExpression> | null | undefined;
  readonly sum?: MaintenanceRequestAggregated | null | undefined;
  readonly value?: string | number | boolean | null | null | undefined;
};

export type MaintenanceRequestManyWhere = {
  readonly every?: MaintenanceRequestWhere | null | undefined;
  readonly none?: MaintenanceRequestWhere | null | undefined;
  readonly some?: MaintenanceRequestWhere | null | undefined;
};

export type MaintenanceRequestOrderBy = {
  readonly annotation?: string | null | undefined;
  readonly direction?: OrderDirection;
  readonly expression?: MaintenanceRequestExpression | null | undefined;
  readonly field?: MaintenanceRequestOrderField | null | undefined;
  readonly nulls?: NullsOrder | null | undefined;
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
  readonly eq?: MaintenanceRequestPriority | null | undefined;
  readonly in?: ReadonlyArray<MaintenanceRequestPriority> | null | undefined;
  readonly isNull?: boolean | null | undefined;
  readonly ne?: MaintenanceRequestPriority | null | undefined;
  readonly notIn?: ReadonlyArray<MaintenanceRequestPriority> | null | undefined;
};

export type MaintenanceRequestRelated = {
  readonly property?: PropertyExpression | null | undefined;
  readonly tenant?: TenantExpression | null | undefined;
};

export type MaintenanceRequestRows = {
  readonly distinct?: boolean | null | undefined;
  readonly of?: MaintenanceRequestExpression | null | undefined;
  readonly where?: MaintenanceRequestWhere | null | undefined;
};

export type MaintenanceRequestStatus =
  | 'cancelled'
  | 'completed'
  | 'in_progress'
  | 'open';

export type MaintenanceRequestStatusFilter = {
  readonly eq?: MaintenanceRequestStatus | null | undefined;
  readonly in?: ReadonlyArray<MaintenanceRequestStatus> | null | undefined;
  readonly isNull?: boolean | null | undefined;
  readonly ne?: MaintenanceRequestStatus | null | undefined;
  readonly notIn?: ReadonlyArray<MaintenanceRequestStatus> | null | undefined;
};

export type MaintenanceRequestWhere = {
  readonly and?: ReadonlyArray<MaintenanceRequestWhere> | null | undefined;
  readonly annotation?: AnnotationFilter | null | undefined;
  readonly category?: MaintenanceRequestCategoryFilter | null | undefined;
  readonly completedAt?: DateTimeFilter | null | undefined;
  readonly createdAt?: DateTimeFilter | null | undefined;
  readonly description?: StringFilter | null | undefined;
  readonly estimatedCost?: DecimalFilter | null | undefined;
  readonly except?: MaintenanceRequestWhere | null | undefined;
  readonly expenses?: ExpenseManyWhere | null | undefined;
  readonly expensesCount?: IntFilter | null | undefined;
  readonly id?: IntFilter | null | undefined;
  readonly not?: MaintenanceRequestWhere | null | undefined;
  readonly or?: ReadonlyArray<MaintenanceRequestWhere> | null | undefined;
  readonly priority?: MaintenanceRequestPriorityFilter | null | undefined;
  readonly priorityOrder?: IntFilter | null | undefined;
  readonly property?: PropertyWhere | null | undefined;
  readonly propertyId?: IntFilter | null | undefined;
  readonly reportedAt?: DateTimeFilter | null | undefined;
  readonly status?: MaintenanceRequestStatusFilter | null | undefined;
  readonly tenant?: TenantWhere | null | undefined;
  readonly tenantId?: IntFilter | null | undefined;
  readonly title?: StringFilter | null | undefined;
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

/** Where rows without a value go. PostgreSQL puts them last, and first where the order falls. */
export type NullsOrder =
  | 'FIRST'
  | 'LAST';

export type OrderDirection =
  | 'ASC'
  | 'DESC';

export type PaymentCase = {
  readonly branches: ReadonlyArray<PaymentCaseBranch>;
  readonly otherwise?: PaymentExpression | null | undefined;
};

export type PaymentCaseBranch = {
  readonly gives: PaymentExpression;
  readonly where: PaymentWhere;
};

export type PaymentExpression = {
  readonly add?: ReadonlyArray<PaymentExpression> | null | undefined;
  readonly annotation?: string | null | undefined;
  readonly case?: PaymentCase | null | undefined;
  readonly coalesce?: ReadonlyArray<PaymentExpression> | null | undefined;
  readonly concat?: ReadonlyArray<PaymentExpression> | null | undefined;
  readonly divide?: ReadonlyArray<PaymentExpression> | null | undefined;
  readonly field?: PaymentOrderField | null | undefined;
  readonly multiply?: ReadonlyArray<PaymentExpression> | null | undefined;
  readonly related?: PaymentRelated | null | undefined;
  readonly subtract?: ReadonlyArray<PaymentExpression> | null | undefined;
  readonly value?: string | number | boolean | null | null | undefined;
};

export type PaymentManyWhere = {
  readonly every?: PaymentWhere | null | undefined;
  readonly none?: PaymentWhere | null | undefined;
  readonly some?: PaymentWhere | null | undefined;
};

export type PaymentMethod =
  | 'bank_transfer'
  | 'card'
  | 'cash'
  | 'check';

export type PaymentMethodFilter = {
  readonly eq?: PaymentMethod | null | undefined;
  readonly in?: ReadonlyArray<PaymentMethod> | null | undefined;
  readonly isNull?: boolean | null | undefined;
  readonly ne?: PaymentMethod | null | undefined;
  readonly notIn?: ReadonlyArray<PaymentMethod> | null | undefined;
};

export type PaymentOrderBy = {
  readonly annotation?: string | null | undefined;
  readonly direction?: OrderDirection;
  readonly expression?: PaymentExpression | null | undefined;
  readonly field?: PaymentOrderField | null | undefined;
  readonly nulls?: NullsOrder | null | undefined;
};

export type PaymentOrderField =
  | 'amount'
  | 'dueDate'
  | 'id'
  | 'leaseId'
  | 'method'
  | 'paidAt'
  | 'status';

export type PaymentRelated = {
  readonly lease?: LeaseExpression | null | undefined;
};

export type PaymentRows = {
  readonly distinct?: boolean | null | undefined;
  readonly of?: PaymentExpression | null | undefined;
  readonly where?: PaymentWhere | null | undefined;
};

export type PaymentStatus =
  | 'failed'
  | 'paid'
  | 'pending'
  | 'refunded';

export type PaymentStatusFilter = {
  readonly eq?: PaymentStatus | null | undefined;
  readonly in?: ReadonlyArray<PaymentStatus> | null | undefined;
  readonly isNull?: boolean | null | undefined;
  readonly ne?: PaymentStatus | null | undefined;
  readonly notIn?: ReadonlyArray<PaymentStatus> | null | undefined;
};

export type PaymentWhere = {
  readonly amount?: DecimalFilter | null | undefined;
  readonly and?: ReadonlyArray<PaymentWhere> | null | undefined;
  readonly annotation?: AnnotationFilter | null | undefined;
  readonly dueDate?: DateFilter | null | undefined;
  readonly except?: PaymentWhere | null | undefined;
  readonly id?: IntFilter | null | undefined;
  readonly lease?: LeaseWhere | null | undefined;
  readonly leaseId?: IntFilter | null | undefined;
  readonly method?: PaymentMethodFilter | null | undefined;
  readonly not?: PaymentWhere | null | undefined;
  readonly or?: ReadonlyArray<PaymentWhere> | null | undefined;
  readonly paidAt?: DateTimeFilter | null | undefined;
  readonly status?: PaymentStatusFilter | null | undefined;
};

export type PropertyAggregated = {
  readonly expenses?: ExpenseRows | null | undefined;
  readonly leases?: LeaseRows | null | undefined;
  readonly maintenanceRequests?: MaintenanceRequestRows | null | undefined;
  readonly tags?: TagRows | null | undefined;
};

export type PropertyCase = {
  readonly branches: ReadonlyArray<PropertyCaseBranch>;
  readonly otherwise?: PropertyExpression | null | undefined;
};

export type PropertyCaseBranch = {
  readonly gives: PropertyExpression;
  readonly where: PropertyWhere;
};

export type PropertyExpression = {
  readonly add?: ReadonlyArray<PropertyExpression> | null | undefined;
  readonly annotation?: string | null | undefined;
  readonly avg?: PropertyAggregated | null | undefined;
  readonly case?: PropertyCase | null | undefined;
  readonly coalesce?: ReadonlyArray<PropertyExpression> | null | undefined;
  readonly concat?: ReadonlyArray<PropertyExpression> | null | undefined;
  readonly count?: PropertyAggregated | null | undefined;
  readonly divide?: ReadonlyArray<PropertyExpression> | null | undefined;
  readonly exists?: PropertyAggregated | null | undefined;
  readonly field?: PropertyOrderField | null | undefined;
  readonly max?: PropertyAggregated | null | undefined;
  readonly min?: PropertyAggregated | null | undefined;
  readonly multiply?: ReadonlyArray<PropertyExpression> | null | undefined;
  readonly subtract?: ReadonlyArray<PropertyExpression> | null | undefined;
  readonly sum?: PropertyAggregated | null | undefined;
  readonly value?: string | number | boolean | null | null | undefined;
};

export type PropertyManyWhere = {
  readonly every?: PropertyWhere | null | undefined;
  readonly none?: PropertyWhere | null | undefined;
  readonly some?: PropertyWhere | null | undefined;
};

export type PropertyOrderBy = {
  readonly annotation?: string | null | undefined;
  readonly direction?: OrderDirection;
  readonly expression?: PropertyExpression | null | undefined;
  readonly field?: PropertyOrderField | null | undefined;
  readonly nulls?: NullsOrder | null | undefined;
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
  readonly distinct?: boolean | null | undefined;
  readonly of?: PropertyExpression | null | undefined;
  readonly where?: PropertyWhere | null | undefined;
};

export type PropertyStatus =
  | 'available'
  | 'occupied'
  | 'renovation';

export type PropertyStatusFilter = {
  readonly eq?: PropertyStatus | null | undefined;
  readonly in?: ReadonlyArray<PropertyStatus> | null | undefined;
  readonly isNull?: boolean | null | undefined;
  readonly ne?: PropertyStatus | null | undefined;
  readonly notIn?: ReadonlyArray<PropertyStatus> | null | undefined;
};

export type PropertyType =
  | 'apartment'
  | 'house'
  | 'loft'
  | 'studio'
  | 'townhouse';

export type PropertyTypeFilter = {
  readonly eq?: PropertyType | null | undefined;
  readonly in?: ReadonlyArray<PropertyType> | null | undefined;
  readonly isNull?: boolean | null | undefined;
  readonly ne?: PropertyType | null | undefined;
  readonly notIn?: ReadonlyArray<PropertyType> | null | undefined;
};

export type PropertyWhere = {
  readonly activeLeaseCount?: IntFilter | null | undefined;
  readonly activeRequestCount?: IntFilter | null | undefined;
  readonly address?: StringFilter | null | undefined;
  readonly amenities?: JsonFilter | null | undefined;
  readonly and?: ReadonlyArray<PropertyWhere> | null | undefined;
  readonly annotation?: AnnotationFilter | null | undefined;
  readonly availableFrom?: DateFilter | null | undefined;
  readonly bathrooms?: DecimalFilter | null | undefined;
  readonly bedrooms?: IntFilter | null | undefined;
  readonly city?: StringFilter | null | undefined;
  readonly createdAt?: DateTimeFilter | null | undefined;
  readonly except?: PropertyWhere | null | undefined;
  readonly expenses?: ExpenseManyWhere | null | undefined;
  readonly expensesCount?: IntFilter | null | undefined;
  readonly id?: IntFilter | null | undefined;
  readonly leaseCount?: IntFilter | null | undefined;
  readonly leases?: LeaseManyWhere | null | undefined;
  readonly leasesCount?: IntFilter | null | undefined;
  readonly maintenanceRequests?: MaintenanceRequestManyWhere | null | undefined;
  readonly maintenanceRequestsCount?: IntFilter | null | undefined;
  readonly name?: StringFilter | null | undefined;
  readonly not?: PropertyWhere | null | undefined;
  readonly or?: ReadonlyArray<PropertyWhere> | null | undefined;
  readonly rent?: DecimalFilter | null | undefined;
  readonly squareFeet?: IntFilter | null | undefined;
  readonly status?: PropertyStatusFilter | null | undefined;
  readonly tags?: TagManyWhere | null | undefined;
  readonly tagsCount?: IntFilter | null | undefined;
  readonly type?: PropertyTypeFilter | null | undefined;
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

export type StringFilter = {
  readonly contains?: string | null | undefined;
  readonly endsWith?: string | null | undefined;
  readonly eq?: string | null | undefined;
  readonly gt?: string | null | undefined;
  readonly gte?: string | null | undefined;
  readonly iLike?: string | null | undefined;
  readonly in?: ReadonlyArray<string> | null | undefined;
  readonly isNull?: boolean | null | undefined;
  readonly like?: string | null | undefined;
  readonly lt?: string | null | undefined;
  readonly lte?: string | null | undefined;
  readonly ne?: string | null | undefined;
  readonly notIn?: ReadonlyArray<string> | null | undefined;
  readonly startsWith?: string | null | undefined;
};

export type TagAggregated = {
  readonly properties?: PropertyRows | null | undefined;
};

export type TagCase = {
  readonly branches: ReadonlyArray<TagCaseBranch>;
  readonly otherwise?: TagExpression | null | undefined;
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
  readonly eq?: TagColor | null | undefined;
  readonly in?: ReadonlyArray<TagColor> | null | undefined;
  readonly isNull?: boolean | null | undefined;
  readonly ne?: TagColor | null | undefined;
  readonly notIn?: ReadonlyArray<TagColor> | null | undefined;
};

export type TagExpression = {
  readonly add?: ReadonlyArray<TagExpression> | null | undefined;
  readonly annotation?: string | null | undefined;
  readonly avg?: TagAggregated | null | undefined;
  readonly case?: TagCase | null | undefined;
  readonly coalesce?: ReadonlyArray<TagExpression> | null | undefined;
  readonly concat?: ReadonlyArray<TagExpression> | null | undefined;
  readonly count?: TagAggregated | null | undefined;
  readonly divide?: ReadonlyArray<TagExpression> | null | undefined;
  readonly exists?: TagAggregated | null | undefined;
  readonly field?: TagOrderField | null | undefined;
  readonly max?: TagAggregated | null | undefined;
  readonly min?: TagAggregated | null | undefined;
  readonly multiply?: ReadonlyArray<TagExpression> | null | undefined;
  readonly subtract?: ReadonlyArray<TagExpression> | null | undefined;
  readonly sum?: TagAggregated | null | undefined;
  readonly value?: string | number | boolean | null | null | undefined;
};

export type TagManyWhere = {
  readonly every?: TagWhere | null | undefined;
  readonly none?: TagWhere | null | undefined;
  readonly some?: TagWhere | null | undefined;
};

export type TagOrderField =
  | 'color'
  | 'id'
  | 'name'
  | 'propertiesCount';

export type TagRows = {
  readonly distinct?: boolean | null | undefined;
  readonly of?: TagExpression | null | undefined;
  readonly where?: TagWhere | null | undefined;
};

export type TagWhere = {
  readonly and?: ReadonlyArray<TagWhere> | null | undefined;
  readonly annotation?: AnnotationFilter | null | undefined;
  readonly color?: TagColorFilter | null | undefined;
  readonly except?: TagWhere | null | undefined;
  readonly id?: IntFilter | null | undefined;
  readonly name?: StringFilter | null | undefined;
  readonly not?: TagWhere | null | undefined;
  readonly or?: ReadonlyArray<TagWhere> | null | undefined;
  readonly properties?: PropertyManyWhere | null | undefined;
  readonly propertiesCount?: IntFilter | null | undefined;
};

export type TenantAggregated = {
  readonly leases?: LeaseRows | null | undefined;
  readonly maintenanceRequests?: MaintenanceRequestRows | null | undefined;
};

export type TenantCase = {
  readonly branches: ReadonlyArray<TenantCaseBranch>;
  readonly otherwise?: TenantExpression | null | undefined;
};

export type TenantCaseBranch = {
  readonly gives: TenantExpression;
  readonly where: TenantWhere;
};

export type TenantExpression = {
  readonly add?: ReadonlyArray<TenantExpression> | null | undefined;
  readonly annotation?: string | null | undefined;
  readonly avg?: TenantAggregated | null | undefined;
  readonly case?: TenantCase | null | undefined;
  readonly coalesce?: ReadonlyArray<TenantExpression> | null | undefined;
  readonly concat?: ReadonlyArray<TenantExpression> | null | undefined;
  readonly count?: TenantAggregated | null | undefined;
  readonly divide?: ReadonlyArray<TenantExpression> | null | undefined;
  readonly exists?: TenantAggregated | null | undefined;
  readonly field?: TenantOrderField | null | undefined;
  readonly max?: TenantAggregated | null | undefined;
  readonly min?: TenantAggregated | null | undefined;
  readonly multiply?: ReadonlyArray<TenantExpression> | null | undefined;
  readonly related?: TenantRelated | null | undefined;
  readonly subtract?: ReadonlyArray<TenantExpression> | null | undefined;
  readonly sum?: TenantAggregated | null | undefined;
  readonly value?: string | number | boolean | null | null | undefined;
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
  readonly currentLease?: LeaseExpression | null | undefined;
  readonly user?: UserExpression | null | undefined;
};

export type TenantWhere = {
  readonly and?: ReadonlyArray<TenantWhere> | null | undefined;
  readonly annotation?: AnnotationFilter | null | undefined;
  readonly balance?: DecimalFilter | null | undefined;
  readonly currentLease?: LeaseWhere | null | undefined;
  readonly emergencyContact?: StringFilter | null | undefined;
  readonly except?: TenantWhere | null | undefined;
  readonly id?: IntFilter | null | undefined;
  readonly leases?: LeaseManyWhere | null | undefined;
  readonly leasesCount?: IntFilter | null | undefined;
  readonly maintenanceRequests?: MaintenanceRequestManyWhere | null | undefined;
  readonly maintenanceRequestsCount?: IntFilter | null | undefined;
  readonly moveInDate?: DateFilter | null | undefined;
  readonly not?: TenantWhere | null | undefined;
  readonly or?: ReadonlyArray<TenantWhere> | null | undefined;
  readonly preferences?: JsonFilter | null | undefined;
  readonly user?: UserWhere | null | undefined;
  readonly userId?: IntFilter | null | undefined;
};

export type UserAnnotation = {
  readonly expression: UserExpression;
  readonly name: string;
};

export type UserCase = {
  readonly branches: ReadonlyArray<UserCaseBranch>;
  readonly otherwise?: UserExpression | null | undefined;
};

export type UserCaseBranch = {
  readonly gives: UserExpression;
  readonly where: UserWhere;
};

export type UserExpression = {
  readonly add?: ReadonlyArray<UserExpression> | null | undefined;
  readonly annotation?: string | null | undefined;
  readonly case?: UserCase | null | undefined;
  readonly coalesce?: ReadonlyArray<UserExpression> | null | undefined;
  readonly concat?: ReadonlyArray<UserExpression> | null | undefined;
  readonly divide?: ReadonlyArray<UserExpression> | null | undefined;
  readonly field?: UserOrderField | null | undefined;
  readonly multiply?: ReadonlyArray<UserExpression> | null | undefined;
  readonly related?: UserRelated | null | undefined;
  readonly subtract?: ReadonlyArray<UserExpression> | null | undefined;
  readonly value?: string | number | boolean | null | null | undefined;
};

export type UserOrderBy = {
  readonly annotation?: string | null | undefined;
  readonly direction?: OrderDirection;
  readonly expression?: UserExpression | null | undefined;
  readonly field?: UserOrderField | null | undefined;
  readonly nulls?: NullsOrder | null | undefined;
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
  readonly tenant?: TenantExpression | null | undefined;
};

export type UserRole =
  | 'manager'
  | 'staff'
  | 'tenant';

export type UserRoleFilter = {
  readonly eq?: UserRole | null | undefined;
  readonly in?: ReadonlyArray<UserRole> | null | undefined;
  readonly isNull?: boolean | null | undefined;
  readonly ne?: UserRole | null | undefined;
  readonly notIn?: ReadonlyArray<UserRole> | null | undefined;
};

export type UserWhere = {
  readonly and?: ReadonlyArray<UserWhere> | null | undefined;
  readonly annotation?: AnnotationFilter | null | undefined;
  readonly createdAt?: DateTimeFilter | null | undefined;
  readonly email?: StringFilter | null | undefined;
  readonly except?: UserWhere | null | undefined;
  readonly firstName?: StringFilter | null | undefined;
  readonly id?: IntFilter | null | undefined;
  readonly lastName?: StringFilter | null | undefined;
  readonly not?: UserWhere | null | undefined;
  readonly or?: ReadonlyArray<UserWhere> | null | undefined;
  readonly phone?: StringFilter | null | undefined;
  readonly role?: UserRoleFilter | null | undefined;
  readonly tenant?: TenantWhere | null | undefined;
  readonly updatedAt?: DateTimeFilter | null | undefined;
};

export type DashboardView_Dashboard_OverdueQueryVariables = Exact<{
  where?: PaymentWhere | null | undefined;
}>;


export type DashboardView_Dashboard_OverdueQuery = { readonly dashboard_overdue: number };

export type DashboardView_Dashboard_RecentQueryVariables = Exact<{
  where?: PaymentWhere | null | undefined;
  orderBy?: ReadonlyArray<PaymentOrderBy> | PaymentOrderBy | null | undefined;
  limit?: number | null | undefined;
  offset?: number | null | undefined;
}>;


export type DashboardView_Dashboard_RecentQuery = { readonly dashboard_recent: ReadonlyArray<{ readonly id: number, readonly amount: string, readonly paidAt: string | null, readonly lease: { readonly id: number, readonly tenant: { readonly id: number, readonly user: { readonly id: number, readonly getFullName: string | number | boolean | null } | null } | null, readonly property: { readonly id: number, readonly name: string } | null } | null }> };

export type DashboardView_Dashboard_TopPropertyQueryVariables = Exact<{
  id: number;
}>;


export type DashboardView_Dashboard_TopPropertyQuery = { readonly dashboard_topProperty: { readonly id: number, readonly activeRequestCount: number, readonly name: string, readonly getShortAddress: string | number | boolean | null } | null };

export type DashboardView_Dashboard_RepairedQueryVariables = Exact<{
  where?: PropertyWhere | null | undefined;
  orderBy?: ReadonlyArray<PropertyOrderBy> | PropertyOrderBy | null | undefined;
  limit?: number | null | undefined;
  offset?: number | null | undefined;
}>;


export type DashboardView_Dashboard_RepairedQuery = { readonly dashboard_repaired: ReadonlyArray<{ readonly id: number, readonly name: string, readonly getShortAddress: string | number | boolean | null }> };

export type DashboardView_Dashboard_Sections_RequestsQueryVariables = Exact<{
  where?: MaintenanceRequestWhere | null | undefined;
  orderBy?: ReadonlyArray<MaintenanceRequestOrderBy> | MaintenanceRequestOrderBy | null | undefined;
  limit?: number | null | undefined;
  offset?: number | null | undefined;
}>;


export type DashboardView_Dashboard_Sections_RequestsQuery = { readonly dashboard_sections_requests: ReadonlyArray<{ readonly id: number, readonly title: string, readonly priority: MaintenanceRequestPriority, readonly reportedAt: string, readonly property: { readonly id: number, readonly name: string } | null }> };

export type EditMaintenanceView_PropertiesQueryVariables = Exact<{
  where?: PropertyWhere | null | undefined;
  orderBy?: ReadonlyArray<PropertyOrderBy> | PropertyOrderBy | null | undefined;
  limit?: number | null | undefined;
  offset?: number | null | undefined;
}>;


export type EditMaintenanceView_PropertiesQuery = { readonly properties: ReadonlyArray<{ readonly id: number, readonly name: string, readonly city: string }> };

export type LeaseListView_LeasesQueryVariables = Exact<{
  where?: LeaseWhere | null | undefined;
  orderBy?: ReadonlyArray<LeaseOrderBy> | LeaseOrderBy | null | undefined;
  limit?: number | null | undefined;
  offset?: number | null | undefined;
}>;


export type LeaseListView_LeasesQuery = { readonly leases: ReadonlyArray<{ readonly id: number, readonly startDate: string, readonly endDate: string, readonly status: LeaseStatus, readonly rent: string, readonly paymentsCount: number, readonly balance: string, readonly property: { readonly id: number, readonly name: string, readonly city: string, readonly tags: ReadonlyArray<{ readonly id: number, readonly color: TagColor, readonly name: string }> } | null, readonly tenant: { readonly id: number, readonly user: { readonly id: number, readonly getFullName: string | number | boolean | null } | null } | null }> };

export type LoginView_UsersQueryVariables = Exact<{
  where?: UserWhere | null | undefined;
  orderBy?: ReadonlyArray<UserOrderBy> | UserOrderBy | null | undefined;
  limit?: number | null | undefined;
  offset?: number | null | undefined;
}>;


export type LoginView_UsersQuery = { readonly users: ReadonlyArray<{ readonly id: number, readonly getFullName: string | number | boolean | null, readonly role: UserRole }> };

export type MaintenanceListView_RequestsQueryVariables = Exact<{
  where?: MaintenanceRequestWhere | null | undefined;
  orderBy?: ReadonlyArray<MaintenanceRequestOrderBy> | MaintenanceRequestOrderBy | null | undefined;
  limit?: number | null | undefined;
  offset?: number | null | undefined;
}>;


export type MaintenanceListView_RequestsQuery = { readonly requests: ReadonlyArray<{ readonly id: number, readonly title: string, readonly description: string, readonly priority: MaintenanceRequestPriority, readonly status: MaintenanceRequestStatus, readonly reportedAt: string, readonly estimatedCost: string | null, readonly property: { readonly id: number, readonly name: string, readonly city: string } | null, readonly tenant: { readonly id: number, readonly user: { readonly id: number, readonly getFullName: string | number | boolean | null } | null } | null }> };

export type NewMaintenanceView_PropertiesQueryVariables = Exact<{
  where?: PropertyWhere | null | undefined;
  orderBy?: ReadonlyArray<PropertyOrderBy> | PropertyOrderBy | null | undefined;
  limit?: number | null | undefined;
  offset?: number | null | undefined;
}>;


export type NewMaintenanceView_PropertiesQuery = { readonly properties: ReadonlyArray<{ readonly id: number, readonly name: string, readonly city: string }> };

export type PropertyListView_PropertiesQueryVariables = Exact<{
  where?: PropertyWhere | null | undefined;
  orderBy?: ReadonlyArray<PropertyOrderBy> | PropertyOrderBy | null | undefined;
  limit?: number | null | undefined;
  offset?: number | null | undefined;
}>;


export type PropertyListView_PropertiesQuery = { readonly properties: ReadonlyArray<{ readonly id: number, readonly name: string, readonly status: PropertyStatus, readonly type: PropertyType, readonly getShortAddress: string | number | boolean | null, readonly rent: string, readonly rentPerSquareFoot: string | number | boolean | null, readonly bedrooms: number, readonly bathrooms: string, readonly squareFeet: number, readonly amenities: unknown, readonly leaseCount: number, readonly activeLeaseCount: number, readonly availableFrom: string | null, readonly tags: ReadonlyArray<{ readonly id: number, readonly color: TagColor, readonly name: string }> }> };

export type TenantListView_PeopleQueryVariables = Exact<{
  where?: UserWhere | null | undefined;
  orderBy?: ReadonlyArray<UserOrderBy> | UserOrderBy | null | undefined;
  limit?: number | null | undefined;
  offset?: number | null | undefined;
  annotate?: ReadonlyArray<UserAnnotation> | UserAnnotation | null | undefined;
}>;


export type TenantListView_PeopleQuery = { readonly people: ReadonlyArray<{ readonly id: number, readonly getFullName: string | number | boolean | null, readonly email: string, readonly tenant: { readonly id: number, readonly moveInDate: string, readonly leasesCount: number, readonly balance: string, readonly currentLease: { readonly id: number, readonly property: { readonly id: number, readonly name: string, readonly city: string } | null } | null } | null }> };

export type TenantView_TenantQueryVariables = Exact<{
  id: number;
}>;


export type TenantView_TenantQuery = { readonly tenant: { readonly id: number, readonly moveInDate: string, readonly preferences: unknown, readonly emergencyContact: string | null, readonly balance: string, readonly user: { readonly id: number, readonly getFullName: string | number | boolean | null, readonly email: string, readonly phone: string | null } | null, readonly currentLease: { readonly id: number, readonly property: { readonly id: number, readonly name: string, readonly getShortAddress: string | number | boolean | null } | null } | null, readonly leases: ReadonlyArray<{ readonly id: number, readonly status: LeaseStatus, readonly getPeriod: string | number | boolean | null, readonly rent: string, readonly balance: string, readonly property: { readonly id: number, readonly name: string } | null, readonly payments: ReadonlyArray<{ readonly id: number, readonly dueDate: string, readonly amount: string, readonly status: PaymentStatus, readonly wasPaidLate: string | number | boolean | null }> }>, readonly paymentRecord: { readonly made: number, readonly late: number, readonly lastPaidAt: string | null } } | null };

export type TenantView_RequestsQueryVariables = Exact<{
  where?: MaintenanceRequestWhere | null | undefined;
  orderBy?: ReadonlyArray<MaintenanceRequestOrderBy> | MaintenanceRequestOrderBy | null | undefined;
  limit?: number | null | undefined;
  offset?: number | null | undefined;
}>;


export type TenantView_RequestsQuery = { readonly requests: ReadonlyArray<{ readonly id: number, readonly title: string, readonly priority: MaintenanceRequestPriority, readonly reportedAt: string, readonly property: { readonly id: number, readonly name: string } | null }> };
