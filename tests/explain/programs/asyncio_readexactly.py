import asyncio


async def main():
    reader, writer = await asyncio.open_connection("HOST", PORT)
    header = await reader.readexactly(10)
    print(header)


asyncio.run(main())
