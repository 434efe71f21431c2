import { Controller, Get, Header } from '@nestjs/common';
import { openApiDocument } from '@postrider/openapi';

/** Serves the OpenAPI document without authentication, since everything in it is public. */
@Controller()
export class OpenApiController {
  #json: string | undefined;

  @Get('openapi.json')
  @Header('content-type', 'application/json; charset=utf-8')
  document(): string {
    return (this.#json ??= JSON.stringify(openApiDocument()));
  }
}
