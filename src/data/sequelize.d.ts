declare module 'sequelize/lib/utils' {
  const utils: { mapFinderOptions<Options extends object>(options: Options, model: unknown): Options };
  export default utils;
}
