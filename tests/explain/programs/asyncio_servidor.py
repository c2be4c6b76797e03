import asyncio


async def echo(reader, writer):
    writer.write(await reader.readline())
    writer.close()


async def main():
    server = await asyncio.start_server(echo, "HOST", PORT)
    await server.serve_forever()


asyncio.run(main())
