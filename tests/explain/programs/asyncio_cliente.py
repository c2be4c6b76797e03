import asyncio


async def main():
    reader, writer = await asyncio.open_connection("HOST", PORT)
    writer.write(b"hello\n")
    print(await reader.read(100))
    print(await reader.read(100))


asyncio.run(main())
