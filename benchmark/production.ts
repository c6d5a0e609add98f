/** Imported first: libraries such as graphql-js leave out checks of development, as they do where pages are served. */
process.env.NODE_ENV ??= 'production';
