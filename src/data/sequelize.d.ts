declare module 'sequelize/lib/utils' {
  const utils: { mapFinderOptions(options: object, model: unknown): object };
  export default utils;
}
