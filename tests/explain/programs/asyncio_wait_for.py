import asyncio


async def main():
    connection = asyncio.open_connection("HOST", PORT)
    reader, writer = await asyncio.wait_for(connection, timeout=1)


asyncio.run(main())
