import { Controller, Get, Header } from '@nestjs/common';
import { openApiDocument } from '@postrider/openapi';

/** Serves the OpenAPI document without authentication, since everything in it is public. */
@Controller()
export class OpenApiController {
  readonly #json = JSON.stringify(openApiDocument());

  @Get('openapi.json')
  @Header('content-type', 'application/json; charset=utf-8')
  document(): string {
    return this.#json;
  }
}
